// Builds a plan whose tables are as awkward as tables get and looks at them as people do: on a phone with the letters spaced
// out as WCAG 1.4.12 allows readers to, in the dark, with the keyboard alone, on paper. Nothing may be cut off, row headings
// stay in sight while the table is moved, and marks of notes lead there and back.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const long = 'The Hertfordshire and West Essex Integrated Urgent Care and Out-of-hours Ophthalmology Collaborative-Programme Board';
const sentence = 'A very long sentence that goes on and on, so that people can see how the table behaves with long text in it, on the narrowest phone too.';
const months = ['Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar'];

const groups = `  - id: groups
    caption: Beds and money by place
    columns:
      - { name: Ward, header: true }
      - { name: Beds, under: 2016-17, type: count, total: sum }
      - { name: Money, under: 2016-17, type: money, unit: £000, total: sum }
      - { name: Beds, under: 2017-18, type: count, total: sum }
      - { name: "Money [^a]", under: 2017-18, type: money, unit: £000, total: sum }
      - { name: Change in beds, calculate: change, from: 2016-17 > Beds, to: 2017-18 > Beds }
      - { name: More money, calculate: percent change, from: 2016-17 > Money, to: 2017-18 > Money }
    rows: |
      NHS > Acute
      East | 10 | 1,500 | 12 | 1,600
      West | 20 | 2,500 | 18 | (600) [^b]
      = Acute | | | |
      NHS > Community > In the north
      ${long} | 5 | 100 | 5 | 110 [^b]
      NHS > Community > In the south [^c]
      South | 5 | n/a | TBC | –
      = Community | | | |
      = NHS | | | |
      Private
      Home | 1 | 10 | 1 | 10
      = Private | | | |
      == All | | | |
    notes:
      - All in thousands.
      - a: Planned.
      - b: Paid back.
      - c: "South of the river. ${sentence}"
    source: Finance team
`;
const weights = `  - id: weights
    caption: What each measure is worth
    columns: [{ name: Measure, header: true }, { name: Weight, type: percent, total: sum }, { name: Conditions }]
    rows:
      - [Emergency care]
      - [Short stays, 50, "We must do these:\\n- one\\n- two **bold**\\n\\nThen this."]
      - [Long stays, ^, "${sentence}"]
      - [Quality]
      - [Cancer found early, 50, ""]
      - ["== All", "", ""]
  - id: actions
    caption: Who does what, by when
    columns: [{ name: Objective, header: true }, { name: What we will do }, { name: Who }, { name: By when }, { name: How we will know }, { name: Risk }]
    rows:
${[1, 2, 3].map((at) => `      - ["${at}. ${at === 2 ? long : 'Help quickly'}", "${sentence}", "Director of integrated care", "2018-0${at}", "- ${sentence}\\n- Fewer falls\\n- Fewer beds", ${at === 1 ? '"High [^x]"' : '^'}]`).join('\n')}
    notes: [x: "Otorhinolaryngology and counterrevolutionaries"]
`;
const rug = `  - id: rug
    caption: Health in our districts
    columns:
      - { name: Measure, header: true }
${['Broxbourne', 'Dacorum', 'East Hertfordshire', 'Hertsmere', 'North Hertfordshire', 'St Albans', 'Stevenage', 'Three Rivers', 'Watford', 'Welwyn Hatfield'].map((name) => `      - { name: ${name}, type: number }`).join('\n')}
      - { name: County, type: number }
      - { name: Better }
    rows: |
      Smoking (people of 18 and over) | ${[17.4, 20.8, 9.1, '14.6 [^e]', 17.7, 8, 21, 12, 14, 17.7].join(' | ')} | 17.7 | lower
      Men's life expectancy | ${[80.3, 79.2, 81, 80, 82.5, 83, 78.1, 81.2, 80.3, 80].join(' | ')} | 80.3 | higher
      People born abroad | ${[8, 12, 10, 11, 9, 14, 10, 13, 33.7, 17].join(' | ')} | 10 | neither
      Suicides | ${['n/a', 6, 7, 8, 7, 5, 9, 6, 8, 'TBC'].join(' | ')} | 7 | lower
    compare: { with: County, better: Better, columns: [Broxbourne, Dacorum, East Hertfordshire, Hertsmere, North Hertfordshire, St Albans, Stevenage, Three Rivers, Watford, Welwyn Hatfield] }
    notes: [e: "About 2016."]
`;
const pair = ['Money', 'Activity'].map((caption) => `  - id: ${caption.toLowerCase()}
    caption: ${caption}
    columns: [{ name: Area, header: true }, { name: Growth, type: percent }, { name: Cost, type: money }]
    rows: |
      Acute | 3.7 [^m] | 4,567,890
      Running costs | -2.9 | (1,234)
      ${caption === 'Money' ? long : 'Visits'} | 0.1 | 12
    notes: [m: "${sentence}"]
`).join('');
const big = `  - id: big
    caption: ${long}, by month
    unit: £000
    columns:
      - { name: Service, header: true }
      - { name: Code }
${months.map((name, at) => `      - { name: ${name}, under: "${at < 9 ? '2018' : '2019'}", type: money, total: sum }`).join('\n')}
      - { name: Whole year, type: money, total: sum }
    rows: |
${Array.from({ length: 200 }, (_, at) => `${at % 25 === 0 ? `      ${at % 50 === 0 ? 'Hospitals' : 'Community'} ${at}\n` : ''}      Service ${at + 1}${at % 40 === 3 ? ` ${long}` : ''} | X${at}Q | ${months.map((_, month) => `${((at * 7919 + month * 104729) % 900000).toLocaleString('en-GB')}${at === 5 && month === 6 ? ' [^w]' : ''}`).join(' | ')} | ${months.reduce((sum, _, month) => sum + ((at * 7919 + month * 104729) % 900000), 0).toLocaleString('en-GB')}`).join('\n')}
      == All | | ${months.map(() => '').join(' | ')} |
    notes: [w: "Winter."]
`;
const measures = Array.from({ length: 26 }, (_, at) => `  - id: m-${at}
    name: ${at === 4 ? long : `People seen ${at} in time`}
    unit: ${['percent', 'count of appointments', '£000', 'per 1,000 births'][at % 4]}
    better: higher
    baseline: { value: "${80 + at}", period: 2016-17 }
    value: { value: "${at % 4 === 1 ? '123,456,789' : 84 + at}", period: 2018-12, note: provisional }
    targets: [{ value: "${90 + at}", by: 2019-03, source: NHS Constitution }]
    trajectory:
${months.slice(0, 10).map((_, month) => `      - { period: ${month < 9 ? `2018-${String(month + 4).padStart(2, '0')}` : '2019-01'}, plan: "${80 + at + month}"${month < 8 ? `, actual: "${at % 4 === 1 ? 123456000 + month : 79 + at + month}"` : ''} }`).join('\n')}
    compare: { name: England, value: 80 }
    status: { is: ${at % 4 === 1 ? 'met' : 'behind'}, because: "${at === 6 ? sentence : 'We opened two more clinics.'}" }
`).join('');

const chapters = {
  headings: [`tables:\n${groups}`, '{{ table groups }}'],
  'long-text': [`tables:\n${weights}`, '{{ table weights }}\n\n{{ table actions }}'],
  compared: [`tables:\n${rug}`, '{{ table rug }}'],
  'side-by-side': [`tables:\n${pair}`, '{{ table money activity }}'],
  big: [`tables:\n${big}`, '{{ table big }}'],
  measured: [`metrics:\n${measures}`, '{{ dashboard }}\n\n{{ metrics m-1 m-4 m-6 m-8 }}'],
};

export function writeTables(plan) {
  mkdirSync(join(plan, 'content'), { recursive: true });
  writeFileSync(join(plan, 'plan.yaml'), 'title: Tables\norganisation: Test council\ncontact: { email: a@example.org, phone: 01632 960001, post: [Street] }\n');
  writeFileSync(join(plan, 'content/index.md'), '---\ntitle: Tables\n---\nAwkward tables.\n');
  Object.entries(chapters).forEach(([name, [keys, text]], at) =>
    writeFileSync(join(plan, `content/${at + 1}-${name}.md`), `---\ntitle: ${name}\n${keys}---\nSome words before it.\n\n${text}\n\nSome words after it.\n`));
}
