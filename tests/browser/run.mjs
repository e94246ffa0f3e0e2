// Opens every page of a built site in headless Chromium and asks of each what a person would notice.
//
//   node run.mjs FOLDER PROGRAM     the folder that `plainplan build` wrote, and the program for its preview
//
// The site is served under a sub-folder, with the strictest content security policy, on the loopback address, so that
// an absolute link, an inline style or a script would show. The last line counts.

import { createServer } from 'node:http';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { chromium } from 'playwright-core';
import axe from 'axe-core';
import { readTables } from './reading.mjs';
import { checkCharts } from './charts.mjs';
import { checkTables } from './tables.mjs';
import { checkExhibits } from './exhibits.mjs';
import { checkFrame } from './frame.mjs';
import { checkListening } from './listening.mjs';
import { checkPreview } from './live.mjs';
import { checkReview } from './review.mjs';
import { checkBooklets } from './booklets.mjs';
import { checkStyles } from './styles.mjs';

const [folder, program] = process.argv.slice(2);
const base = '/some/where/';
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.csv': 'text/csv', '.xml': 'application/xml', '.js': 'text/javascript' };

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
const pages = files.filter((file) => file.endsWith('.html')).sort();

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  // The page for unknown addresses can be shown at any depth, so it alone names its files from the root.
  const from = request.headers.referer ?? '';
  const isMissing = from.endsWith('404.html') || (from !== '' && !from.includes(base));
  const within = path.startsWith(base) ? path.slice(base.length - 1) : isMissing ? path : null;
  const file = within === null ? '' : join(folder, within, path.endsWith('/') ? 'index.html' : '');
  if (within === null || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': "default-src 'self'" });
  response.end(readFileSync(file));
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const origin = `http://127.0.0.1:${server.address().port}${base}`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

let passed = 0;
const failures = [];
const expect = (what, problems) => {
  if (problems.length === 0) {
    passed += 1;
  } else {
    failures.push(`${what}\n    ${problems.join('\n    ')}`);
  }
};
const address = (page) => origin + page.replace(/index\.html$/, '');

// 1. Every page, in both colour schemes, on a desk and on the narrowest phone.
async function look(list) {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 320]) {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
      const tab = await context.newPage();
      const trouble = [];
      tab.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
      tab.on('requestfailed', (request) => trouble.push(`not loaded: ${request.url()}`));
      tab.on('response', (answer) => answer.status() >= 400 && trouble.push(`${answer.status()}: ${answer.url()}`));
      for (const page of list) {
        const name = `${page}, ${colorScheme}, ${width} px`;
        trouble.length = 0;
        await tab.goto(address(page));
        expect(`${name}: everything loads`, trouble);
        const beyond = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(`${name}: no sideways scrolling`, beyond > 0 ? [`${beyond} px too wide`] : []);
        await tab.evaluate(axe.source);
        const found = await tab.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
        expect(`${name}: axe`, found.violations.map((rule) => `${rule.id}: ${rule.help}: ${rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`));
      }
      await context.close();
    }
  }
}
const half = Math.ceil(pages.length / 2);
await Promise.all([look(pages.slice(0, half)), look(pages.slice(half))]);

// 2. The markup itself: no script, no inline style, headings in order, every link and anchor there, ids unique, titles unique.
const still = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 800 } });
const tab = await still.newPage();
const seen = new Map();
const ids = new Map();
const links = [];
for (const page of pages) {
  await tab.goto(address(page));
  const facts = await tab.evaluate(() => ({
    title: document.title,
    language: document.documentElement.lang,
    scripts: [...document.scripts].map((script) => script.getAttribute('src') ?? 'inline'),
    styles: document.querySelectorAll('[style], style').length,
    levels: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => Number(heading.tagName[1])),
    ids: [...document.querySelectorAll('[id]')].map((element) => element.id),
    hrefs: [...document.querySelectorAll('a[href]')].map((link) => ({ href: link.href, raw: link.getAttribute('href') })),
    empty: [...document.querySelectorAll('td, th')].filter((cell) => cell.textContent.trim() === '').length,
    unscoped: document.querySelectorAll('th:not([scope])').length,
    charts: [...document.querySelectorAll('.chart')].filter((chart) => {
      const image = chart.querySelector('[role=img]');
      const named = (attribute) => document.getElementById(image?.getAttribute(attribute))?.textContent.trim();
      return !named('aria-labelledby') || !named('aria-describedby') || !chart.querySelector('table');
    }).length,
  }));
  ids.set(page, new Set(facts.ids));
  links.push(...facts.hrefs.map((link) => ({ page, ...link })));
  const faults = [];
  const scripts = facts.scripts.filter((script) => !(page.startsWith('easy-read/') && script.endsWith('assets/listen.js')));
  if (scripts.length || facts.scripts.length > 1) faults.push(`scripts: ${facts.scripts}`);
  if (facts.styles) faults.push(`${facts.styles} inline styles`);
  if (facts.language !== 'en-GB') faults.push(`language ${facts.language}`);
  if (facts.levels.filter((level) => level === 1).length !== 1) faults.push('not exactly one h1');
  facts.levels.forEach((level, at) => at > 0 && level > facts.levels[at - 1] + 1 && faults.push(`heading level ${level} after ${facts.levels[at - 1]}`));
  const doubles = facts.ids.filter((id, at) => facts.ids.indexOf(id) !== at);
  if (doubles.length) faults.push(`ids twice: ${doubles.slice(0, 5)}`);
  if (facts.empty) faults.push(`${facts.empty} empty cells`);
  if (facts.unscoped) faults.push(`${facts.unscoped} headings of tables without scope`);
  if (facts.charts) faults.push(`${facts.charts} charts without name, description or table`);
  if (seen.has(facts.title)) faults.push(`the title "${facts.title}" is also that of ${seen.get(facts.title)}`);
  seen.set(facts.title, page);
  expect(`${page}: markup`, faults);
}
const dead = links.filter(({ page, href, raw }) => {
  if (/^(https?:\/\/(?!127\.0\.0\.1)|mailto:|tel:)/.test(href)) return false;
  if (page === '404.html') return !/^[/#]/.test(raw);
  if (!href.startsWith(origin)) return true;
  const [path, anchor] = decodeURIComponent(href.slice(origin.length)).split('#');
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  return !files.includes(file) || (anchor && !ids.get(file)?.has(anchor));
});
expect('every link leads somewhere', dead.map(({ page, href }) => `${page}: ${href}`));

// 3. Without scripts, with the keyboard alone: the skip link, the list of chapters on a phone, the way to the easy read and back.
const phone = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
const hand = await phone.newPage();
const withTwin = pages.find((page) => page.startsWith('care/') && files.includes(`easy-read/${page}`));
await hand.goto(address(withTwin));
await hand.keyboard.press('Tab');
expect('the first stop is the skip link', (await hand.evaluate(() => document.activeElement.textContent)) === 'Skip to main content' ? [] : ['it is not']);
await hand.keyboard.press('Enter');
expect('the skip link moves to the main content', (await hand.evaluate(() => document.activeElement.id)) === 'main' ? [] : ['it does not']);
const chapters = hand.locator('.chapters summary');
await chapters.focus();
await hand.keyboard.press('Enter');
expect('the list of chapters opens on a phone', (await hand.locator('.chapters a').first().isVisible()) ? [] : ['it does not']);
await hand.locator('.switch a').focus();
await hand.keyboard.press('Enter');
await hand.waitForURL('**/easy-read/**');
expect('the switch leads to the easy read of the same chapter', hand.url() === address(`easy-read/${withTwin}`) ? [] : [hand.url()]);
await hand.locator('.switch a').click();
expect('and back', hand.url() === address(withTwin) ? [] : [hand.url()]);
await hand.goto(address('easy-read/index.html'));
expect('a draft says that it is one', (await hand.locator('.check').innerText()) === 'Draft easy read. Not checked yet.' ? [] : ['it does not']);

// 4. On a desk the list of chapters is open from the start; on paper it is gone, and so is everything to click.
const desk = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 800 } });
const sheet = await desk.newPage();
await sheet.goto(address(withTwin));
expect('the list of chapters is open on a desk', (await sheet.locator('.chapters a').first().isVisible()) ? [] : ['it is not']);
await sheet.emulateMedia({ media: 'print' });
const printed = await sheet.evaluate(() => ['.chapters', '.tools', '.switch', '.pager', '.csv'].filter((part) => [...document.querySelectorAll(part)].some((element) => element.offsetParent !== null)));
expect('paper has no menus', printed);
// Paper has no link to follow: whoever needs the plan in another way reads there whom to ask.
const askedOnPaper = (page) => sheet.goto(address(page)).then(() => sheet.evaluate(() => [...document.querySelectorAll('.foot-contact')].filter((line) => line.offsetParent !== null).map((line) => line.textContent.split(' ')[0])));
for (const page of [withTwin, 'print/index.html', 'index.html', 'easy-read/index.html', 'easy-read/pictures/index.html']) {
  const asked = await askedOnPaper(page);
  expect(`${page}: paper tells phone and email`, asked.join() === 'Phone,Email' ? [] : [`it tells ${asked.join() || 'neither'}`]);
}
expect('the booklet has a part of its own for them', await askedOnPaper(`easy-read/${withTwin}`));
await sheet.setViewportSize({ width: 673, height: 900 });
for (const page of pages) {
  await sheet.goto(address(page));
  const wide = await sheet.evaluate(() => [...document.querySelectorAll('main, table, .chart, .metric')].filter((part) => !part.closest('.very-many') && part.getBoundingClientRect().right > 674).map((part) => part.textContent.trim().slice(0, 60)));
  expect(`${page}: nothing is wider than an A4 page`, wide);
}

// Who cannot see all of a table is told so, and nobody else is.
await sheet.emulateMedia({ media: 'screen' });
for (const width of [1280, 768, 320]) {
  await sheet.setViewportSize({ width, height: 800 });
  for (const page of pages) {
    await sheet.goto(address(page));
    // A table is as wide as its letters, and a browser looks once a frame what scrolls. A picture of the page makes it draw one.
    await sheet.evaluate(() => document.fonts.ready.then(() => true));
    await sheet.screenshot();
    const wrong = await sheet.evaluate(() => [...document.querySelectorAll('.scroll')].flatMap((box) => {
      const hint = box.parentElement.querySelector(':scope > .hint');
      const tells = hint !== null && hint.offsetHeight > 0 && getComputedStyle(hint).visibility === 'visible';
      const beyond = box.scrollWidth - box.clientWidth;
      return tells === beyond > 0 || box.closest('details:not([open])') ? [] : [`${box.querySelector('caption').textContent}: ${beyond} px are out of sight, and ${tells ? 'it says so' : 'nothing says so'}`];
    }));
    expect(`${page}, ${width} px: hints about wide tables`, wrong);
  }
}

// 5. The preview, from a saved word to the page that shows it.
await checkPreview(browser, program, axe, expect);

// 6. Charts of numbers as bad as numbers get.
await checkCharts(browser, program, axe, expect);

// 7. Tables as awkward as tables get.
await checkTables(browser, program, axe, expect);
await checkExhibits(browser, program, axe, expect);

// 8. What stands around the text of a page, with words as long as words get.
await checkStyles(browser, folder, expect);
await checkFrame(browser, program, axe, expect);

// 9. What a screen reader is given of tables.
await readTables(browser, (chapter) => origin + chapter, expect);

// 10. Listening to easy read, with voices of our own making.
await checkListening(browser, address, axe, expect);

// 11. The pack for reading groups, from the first face to the comment at its line.
await checkReview(browser, program, axe, expect);

// 12. The booklets as PDF: no part lies on two pages, and screen readers know their way.
await checkBooklets(browser, program, address, expect);

await browser.close();
server.close();
failures.forEach((failure) => console.log(`FAILED ${failure}`));
console.log(`${pages.length} pages`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length > 0 ? 1 : 0);
