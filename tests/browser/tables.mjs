// Builds a plan whose tables are as awkward as tables get and looks at them as people do: on a phone with the letters spaced
// out as WCAG 1.4.12 allows readers to, in the dark, with the keyboard alone, on paper. Nothing may be cut off, row headings
// stay in sight while the table is moved, and marks of notes lead there and back.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { spacing } from './charts.mjs';

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
${[1, 2, 3].map((at) => `      - ["${at}. ${at === 2 ? long : 'Help quickly'}", "${sentence}", "Director of integrated care", "2018-0${at}", "- ${sentence}\\n- Fewer falls\\n- See <https://example.org/a/very/long/address/that/goes/on/and/on/and/on/and/on/for/ever.html>", ${at === 1 ? '"High [^x]"' : '^'}]`).join('\n')}
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

const worded = ['text', 'rating'].map((unit) => `  - id: ${unit}
    name: Care coordination as a ${unit}
    unit: ${unit}
    baseline: { value: "Nobody has counted these yet in any of the nine boroughs", period: 2016-17 }
    value: { value: "Nobody has counted these yet in any of the nine boroughs", period: 2018-12 }
    targets: [{ words: All people with a diagnosis have a named coordinator, by: 2019-03 }]
    status: { is: behind, because: We hired nobody. }
`).join('');

const chapters = {
  headings: [`tables:\n${groups}`, '{{ table groups }}'],
  'long-text': [`tables:\n${weights}`, '{{ table weights }}\n\n{{ table actions }}'],
  compared: [`tables:\n${rug}`, '{{ table rug }}'],
  'side-by-side': [`tables:\n${pair}`, '{{ table money activity }}'],
  big: [`tables:\n${big}`, '{{ table big }}'],
  measured: [`metrics:\n${measures}`, '{{ dashboard }}\n\n{{ metrics m-1 m-4 m-6 m-8 }}'],
  worded: [`metrics:\n${worded}`, '{{ dashboard }}\n\n{{ metrics }}'],
};

export function writeTables(plan) {
  mkdirSync(join(plan, 'content'), { recursive: true });
  writeFileSync(join(plan, 'plan.yaml'), 'title: Tables\norganisation: Test council\ncontact: { email: a@example.org, phone: 01632 960001, post: [Street] }\n');
  writeFileSync(join(plan, 'content/index.md'), '---\ntitle: Tables\n---\nAwkward tables.\n');
  Object.entries(chapters).forEach(([name, [keys, text]], at) =>
    writeFileSync(join(plan, `content/${at + 1}-${name}.md`), `---\ntitle: ${name}\n${keys}---\nSome words before it.\n\n${text}\n\nSome words after it.\n`));
}

// What is wrong with the tables of this page, as the page itself sees it.
function faults() {
  const found = [];
  const beyond = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (beyond > 0) found.push(`the page is ${beyond} px too wide`);
  for (const table of document.querySelectorAll('.table-block table')) {
    const box = table.closest('.scroll');
    const places = new Map();
    // Where rows are blocks, the headings are there to be heard alone.
    const cells = [...table.querySelectorAll('th, td')].filter((cell) => cell.closest('thead, tbody').clientWidth > 1);
    for (const cell of cells) {
      const name = `"${cell.textContent.trim().slice(0, 40)}"`;
      const frame = cell.getBoundingClientRect();
      const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.data.trim() || node.parentElement.closest('.vh')) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const text of range.getClientRects()) {
          if (text.left < frame.left - 0.5 || text.right > frame.right + 0.5 || text.bottom > frame.bottom + 1) found.push(`${name} sticks out of its cell`);
        }
        // Figures of a column stand in line, whether they have a mark or not.
        const isFigure = node.parentElement === cell && cell.matches('td.n:not(.words)') && getComputedStyle(cell).display === 'table-cell';
        const right = isFigure && Math.round(range.getBoundingClientRect().right);
        const column = Math.round(frame.right);
        if (isFigure && !places.has(column)) places.set(column, right);
        if (isFigure && Math.abs(places.get(column) - right) > 1) found.push(`${name} stands ${right - places.get(column)} px out of line`);
      }
      if (box.scrollWidth - box.clientWidth < 1) continue;
      // What stays in sight leaves room to read beside it.
      const stub = table.querySelector('th[scope=row]').getBoundingClientRect().width;
      if (stub > box.clientWidth * 0.5) found.push(`the row headings take ${Math.round(stub)} of ${box.clientWidth} px`);
      if (cell.matches('.long') && frame.width > box.clientWidth - stub + 1 && table.matches('.wide')) found.push(`${name} is wider than the room beside the row headings`);
    }
  }
  for (const label of document.querySelectorAll('.metric dt')) {
    const { width } = label.getBoundingClientRect();
    if (width < 100) found.push(`the label "${label.textContent}" of a card is squeezed to ${Math.round(width)} px`);
  }
  for (const pill of document.querySelectorAll('.metric .standing')) {
    if (pill.getClientRects().length > 1 || pill.offsetHeight > 40) found.push(`"${pill.textContent}" takes several lines`);
  }
  return [...new Set(found)].slice(0, 6);
}

// Each table moved to its end: are the row headings, and the headings of groups, still in sight?
function moved() {
  const found = [];
  for (const box of document.querySelectorAll('.table-block .scroll')) {
    box.scrollLeft = box.scrollWidth;
    const frame = box.getBoundingClientRect();
    for (const part of box.querySelectorAll('th[scope=row], .group .stays, caption .stays')) {
      const place = part.getBoundingClientRect();
      if (place.left < frame.left - 1 || place.right > frame.right + 1) found.push(`"${part.textContent.slice(0, 40)}" is out of sight`);
    }
  }
  return found.slice(0, 6);
}

// On paper, as wide as the page is: what is wider than the paper is lost.
function lost() {
  const found = [];
  const paper = document.documentElement.clientWidth;
  for (const table of document.querySelectorAll('.table-block table')) {
    const width = Math.round(table.getBoundingClientRect().right);
    if (width > paper + 1) found.push(`"${table.caption.textContent.slice(0, 40)}" is ${width - paper} px wider than the paper`);
    if (getComputedStyle(table.tHead).display !== 'table-header-group') found.push('its headings are not repeated');
    if ([...table.rows].some((row) => getComputedStyle(row).breakInside !== 'avoid')) found.push('a row may be cut in two');
  }
  return found;
}

export async function checkTables(browser, program, axe, expect) {
  const plan = mkdtempSync(join(tmpdir(), 'tables-'));
  writeTables(plan);
  const site = join(plan, 'public');
  try {
    // Warnings are right here: the figures jump by a million on purpose.
    execFileSync(program, ['build', '--root', plan, '--output-dir', site], { stdio: 'pipe' });
    expect('awkward tables are built', []);
  } catch (error) {
    expect('awkward tables are built', [String(error.stderr).slice(0, 2000)]);
    return;
  }
  const address = (name) => pathToFileURL(join(site, name, 'index.html')).href;
  for (const [width, isSpaced, colorScheme] of [[1280, false, 'light'], [768, true, 'dark'], [320, false, 'dark'], [320, true, 'light']]) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
    const tab = await context.newPage();
    for (const name of Object.keys(chapters)) {
      const what = `tables, ${name}, ${width} px${isSpaced ? ', spaced out' : ''}, ${colorScheme}`;
      await tab.goto(address(name));
      if (isSpaced) await tab.addStyleTag({ content: spacing });
      await tab.evaluate(() => document.fonts.ready);
      expect(`${what}: words`, await tab.evaluate(faults));
      await tab.evaluate(axe.source);
      const found = await tab.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      expect(`${what}: axe`, found.violations.map((rule) => `${rule.id}: ${rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`));
      expect(`${what}: moved sideways`, await tab.evaluate(moved));
    }
    await context.close();
  }
  await checkMeasures(browser, address, expect);
  await checkKeys(browser, address, expect);
  await checkPaper(browser, address, expect);
  rmSync(plan, { recursive: true });
}

// The page of all measures: nothing has to be moved to see where a measure stands, and on a phone each figure says what it is.
async function checkMeasures(browser, address, expect) {
  for (const width of [1280, 1024, 320]) {
    const tab = await browser.newPage({ viewport: { width, height: 800 } });
    await tab.goto(address('measures'));
    await tab.evaluate(() => document.fonts.ready);
    const wrong = await tab.evaluate(() => [document.documentElement, ...document.querySelectorAll('.scroll')].filter((box) => box.scrollWidth > box.clientWidth).map((box) => `${box.tagName} is ${box.scrollWidth - box.clientWidth} px too wide`));
    const labels = await tab.evaluate(() => [...document.querySelector('tbody tr').cells].map((cell) => getComputedStyle(cell, '::before').content.split(' /')[0]).join());
    const wanted = width < 1024 ? 'none,"Progress","Before","Latest","Target"' : 'none,none,none,none,none';
    expect(`the page of measures, ${width} px`, labels === wanted ? wrong : [...wrong, labels]);
    await tab.close();
  }
}

// With the keyboard alone, without scripts: the box of a table is reached and moved, a mark leads to its note and back.
async function checkKeys(browser, address, expect) {
  const context = await browser.newContext({ viewport: { width: 320, height: 600 } });
  const tab = await context.newPage();
  await tab.goto(address('big'));
  const at = () => tab.evaluate(() => ({ inBox: Boolean(document.activeElement.closest('.scroll')), left: document.querySelector('.scroll').scrollLeft }));
  for (let stop = 0; stop < 40 && !(await at()).inBox; stop += 1) await tab.keyboard.press('Tab');
  expect('a wide table is reached with the keyboard', (await at()).inBox ? [] : ['it is not']);
  const before = (await at()).left;
  for (let press = 0; press < 5; press += 1) await tab.keyboard.press('ArrowRight');
  await tab.waitForTimeout(400);
  expect('and moved with the arrow keys', (await at()).left > before ? [] : [`it stays at ${before}`]);

  await tab.goto(address('headings'));
  const inSight = () => tab.evaluate(() => {
    const place = document.querySelector(':target').getBoundingClientRect();
    const seen = document.elementFromPoint(place.left + place.width / 2, place.top + place.height / 2);
    return document.querySelector(':target').contains(seen) ? [] : [`${location.hash} is not in sight`];
  });
  for (const mark of ['a', 'b', 'c']) {
    await tab.locator(`[id$="-mark-${mark}"]`).focus();
    await tab.keyboard.press('Enter');
    await tab.waitForTimeout(100);
    expect(`the mark ${mark} leads to its note`, tab.url().endsWith(`-note-${mark}`) ? await inSight() : [tab.url()]);
    await tab.locator(`[id$="-note-${mark}"] .back`).focus();
    await tab.keyboard.press('Enter');
    await tab.waitForTimeout(100);
    expect(`and the note ${mark} back to its mark`, tab.url().endsWith(`-mark-${mark}`) ? await inSight() : [tab.url()]);
  }
  await context.close();
}

// A4 with its margins, upright and lying, in the pixels of the style sheet.
async function checkPaper(browser, address, expect) {
  for (const [width, isLying] of [[673, false], [1001, true]]) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const tab = await context.newPage();
    await tab.emulateMedia({ media: 'print' });
    for (const name of Object.keys(chapters)) {
      await tab.goto(address(name));
      const lies = await tab.evaluate(() => getComputedStyle(document.body).page === 'landscape');
      if (lies === isLying) expect(`tables, ${name}, on paper`, await tab.evaluate(lost));
    }
    await context.close();
  }
}
