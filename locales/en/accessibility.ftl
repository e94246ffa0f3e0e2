### The accessibility statement. Much of its wording is set by law: change it only as the model statement of the government does.

accessibility-title = Accessibility statement
accessibility-applies = This accessibility statement applies to the website “{ $site }” of { $organisation }.
accessibility-applies-at = This accessibility statement applies to the website “{ $site }” of { $organisation } at { $address }.
accessibility-run-by = This website is run by { $organisation }. We want as many people as possible to be able to use it. That means you should be able to:
accessibility-can-enlarge = zoom in up to 400% without losing any text
accessibility-can-read = read every page on a phone, on paper or in dark mode
accessibility-can-reach = use everything with a keyboard or by voice
accessibility-can-listen = listen to every page with a screen reader, including tables and charts
accessibility-can-without-scripts = use the website with JavaScript turned off
# <easy> is a link.
accessibility-easy = There is an <easy>easy read edition</easy>. Every page has a link to it at the top.

## Feedback

accessibility-feedback = Feedback and contact information
# <contact> is a link.
accessibility-feedback-how = If you find something that does not work for you, or need this plan in another format, please <contact>contact us</contact>.
accessibility-feedback-days = We will reply within { $days } working days.

## Enforcement

accessibility-enforcement = Enforcement procedure
# <body> is a link.
accessibility-enforcement-gb = The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with how we answer your complaint, contact the <body>Equality Advisory and Support Service (EASS)</body>.
accessibility-enforcement-ni = The Equality Commission for Northern Ireland (ECNI) is responsible for enforcing the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with how we answer your complaint, contact the <body>Equality Commission for Northern Ireland</body>.

## Technical information

accessibility-technical = Technical information about this website’s accessibility
accessibility-committed = { $organisation } is committed to making its website accessible, in accordance with the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.
accessibility-status = Compliance status
accessibility-status-fully = This website is fully compliant with the Web Content Accessibility Guidelines version 2.2 AA standard.
accessibility-status-partially = This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard.
accessibility-status-partially-listed = This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard, due to the non-compliances listed below.
accessibility-status-not = This website is not compliant with the Web Content Accessibility Guidelines version 2.2 AA standard.
accessibility-status-not-listed = This website is not compliant with the Web Content Accessibility Guidelines version 2.2 AA standard, due to the non-compliances listed below.
accessibility-status-unknown = We have not yet said how far this website meets the Web Content Accessibility Guidelines version 2.2 AA standard.

## What does not work yet

accessibility-issues = Non-accessible content
# A criterion of the guidelines: “WCAG 1.1.1”.
accessibility-issue-criterion = (WCAG { $criterion })
accessibility-issue-fix-by = We plan to fix this by { $date }.
# <contact> is a link.
accessibility-issues-none = We have not listed any problems yet. If you find one, please <contact>tell us</contact>.

## Preparation

accessibility-preparation = Preparation of this accessibility statement
# $when: “on 1 March 2027” or “in March 2027”.
accessibility-prepared = This statement was prepared { $when }.
accessibility-reviewed = It was last reviewed { $when }.
accessibility-preparation-unknown = We have not yet said when and how this statement was prepared.
