// Two tables that plans have and that are hard to read: a dashboard of 26 measures over 12 months, and a heat map of 32 rows and 8
// places. On a phone, on a desk and on paper, every figure can be reached, verdicts are words, and nothing is smaller than 7 pt.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const places = ['Broxbourne', 'East Hertfordshire', 'North Hertfordshire', 'Stevenage', 'Welwyn Hatfield', 'Lower Lea Valley', 'Stort Valley', 'England'];
const subjects = ['Men who live to 80 (%)', 'Deaths from heart disease under 75 (per 100,000)', 'Young people not in education, work or training (%)', 'Women screened for breast cancer (%)'];
// The same figures every time, so that a failure can be looked at again.
const figure = (row, place) => (((row * 7919 + place * 104729) % 900) / 10 + 8).toFixed(1);
const heatMap = `tables:
  - id: health
    caption: How healthy people are in seven places, compared with England
    columns:
      - { name: What we compare, header: true }
${places.map((name) => `      - { name: ${name}, type: number }`).join('\n')}
      - { name: Better when }
    rows: |
${Array.from({ length: 32 }, (_, row) => `      ${row + 1}. ${subjects[row % 4]} | ${places.map((_, place) => (row === 3 && place === 2 ? '[c]' : figure(row, place))).join(' | ')} | ${row % 3 === 0 ? 'higher' : 'lower'}`).join('\n')}
    compare: { with: England, better: Better when, columns: [${places.slice(0, -1).join(', ')}] }
`;
const months = Array.from({ length: 12 }, (_, at) => (at < 9 ? `2026-${String(at + 4).padStart(2, '0')}` : `2027-0${at - 8}`));
const measures = `metrics:
${Array.from({ length: 26 }, (_, row) => `  - id: m${row}
    name: ${row % 2 ? 'People in hospital who are ready to leave' : 'Patients who start treatment within 18 weeks'}, ${row + 1}
    unit: ${row % 2 ? 'count of people' : 'percent'}
    better: ${row % 2 ? 'lower' : 'higher'}
    targets: [{ value: ${row % 2 ? 40 : 92}, by: 2027-03 }]
    trajectory:
${months.map((month, at) => `      - { period: ${month}, plan: ${row % 2 ? 60 - at : 80 + at}${at < 10 ? `, actual: ${row % 2 ? 61 - at + (row % 5) : 78.5 + at + (row % 5) / 2}` : ''} }`).join('\n')}
`).join('')}`;
const chapters = { dashboard: [measures, '{{ dashboard }}'], 'heat-map': [heatMap, '{{ table health }}'] };

function writePlan(plan) {
  mkdirSync(join(plan, 'content'), { recursive: true });
  writeFileSync(join(plan, 'plan.yaml'), 'title: Exhibits\norganisation: Test council\nperiod: { from: 2026-04-01, to: 2027-03-31 }\ncontact: { email: a@example.org, phone: 01632 960001, post: [Street] }\n');
  writeFileSync(join(plan, 'content/index.md'), '---\ntitle: Exhibits\n---\nTwo tables.\n');
  Object.entries(chapters).forEach(([name, [keys, text]], at) =>
    writeFileSync(join(plan, `content/${at + 1}-${name}.md`), `---\ntitle: ${name}\n${keys}---\nSome words before it.\n\n## What we found\n\n${text}\n\nSome words after it.\n`));
}

// Figures that cannot be brought into view, verdicts without words, labels that are missing where there are no headings.
function faults() {
  const found = [];
  const beyond = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (beyond > 0) found.push(`the page is ${beyond} px too wide`);
  for (const box of document.querySelectorAll('.table-block .scroll')) {
    const areBlocks = getComputedStyle(box.querySelector('tbody td')).display !== 'table-cell';
    if (areBlocks && box.scrollWidth > box.clientWidth) found.push(`blocks are ${box.scrollWidth - box.clientWidth} px too wide`);
    for (const cell of box.querySelectorAll('tbody td')) {
      const name = `"${cell.textContent.trim().slice(0, 30)}"`;
      cell.scrollIntoView({ block: 'center', inline: 'center' });
      const [own, frame] = [cell.getBoundingClientRect(), box.getBoundingClientRect()];
      const stub = areBlocks ? 0 : box.querySelector('th[scope=row]').getBoundingClientRect().width;
      if (own.left < frame.left + stub - 1 || own.right > frame.right + 1) found.push(`${name} cannot be brought into view`);
      if (areBlocks && !getComputedStyle(cell, '::before').content.includes(cell.dataset.label)) found.push(`${name} does not say its column`);
      const verdict = cell.querySelector('.verdict, .standing');
      if (verdict && !/[a-z]{4}/i.test(verdict.innerText)) found.push(`${name} has no word for its verdict`);
    }
    const roles = areBlocks && [...box.querySelectorAll('table, thead, tbody, tr, th, td')].filter((part) => !part.hasAttribute('role')).length;
    if (roles) found.push(`${roles} parts of a table of blocks have no role`);
  }
  return [...new Set(found)].slice(0, 6);
}

// The words of a printed page by their heights in points, from the PDF itself, where a page may have been made smaller to fit.
function printed(file) {
  const text = execFileSync('pdftotext', ['-bbox-layout', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 });
  return text.split('<page ').slice(1).map((page) => {
    const [, width, height] = page.match(/width="([\d.]+)" height="([\d.]+)"/);
    const words = [...page.matchAll(/<word xMin="[\d.]+" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)</g)];
    return { isLying: Number(width) > Number(height), words: words.map(([, top, end, word]) => ({ word, height: end - top })) };
  });
}

// A line of our letters is 1.3 times as high as they are.
const LEAST = 7 * 1.3 - 0.1;

async function checkPaper(tab, address, plan, expect) {
  for (const name of Object.keys(chapters)) {
    await tab.goto(address(name));
    const file = join(plan, `${name}.pdf`);
    await tab.pdf({ path: file, preferCSSPageSize: true });
    const pages = printed(file);
    const small = pages.flatMap(({ words }) => words).filter(({ word, height }) => /[a-z0-9]/i.test(word) && height < LEAST);
    expect(`exhibits, ${name}, on paper: nothing is smaller than 7 pt`, small.slice(0, 5).map(({ word, height }) => `"${word}" is ${(height / 1.3).toFixed(1)} pt`));
    const turned = pages.filter(({ isLying }) => isLying !== pages[0].isLying).length;
    expect(`exhibits, ${name}, on paper: all sheets lie the same way`, turned ? [`${turned} of ${pages.length} do not`] : []);
    // The last sheet may be as empty as it is.
    const empty = pages.slice(0, -1).filter(({ words }) => words.length < 100).length;
    expect(`exhibits, ${name}, on paper: no sheet is nearly empty`, empty ? [`${empty} are`] : []);
  }
}

export async function checkExhibits(browser, program, axe, expect) {
  const plan = mkdtempSync(join(tmpdir(), 'exhibits-'));
  writePlan(plan);
  const site = join(plan, 'public');
  try {
    execFileSync(program, ['build', '--root', plan, '--output-dir', site], { stdio: 'pipe' });
    expect('the exhibits are built', []);
  } catch (error) {
    expect('the exhibits are built', [String(error.stderr).slice(0, 2000)]);
    return;
  }
  const address = (name) => pathToFileURL(join(site, name, 'index.html')).href;
  for (const [width, colorScheme, forcedColors] of [[1280, 'light', 'none'], [1280, 'dark', 'none'], [320, 'light', 'none'], [320, 'dark', 'none'], [320, 'light', 'active']]) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, forcedColors, bypassCSP: true });
    const tab = await context.newPage();
    for (const name of Object.keys(chapters)) {
      const what = `exhibits, ${name}, ${width} px, ${forcedColors === 'active' ? 'forced colours' : colorScheme}`;
      await tab.goto(address(name));
      await tab.evaluate(() => document.fonts.ready);
      expect(`${what}: every figure is reached`, await tab.evaluate(faults));
      await tab.evaluate(axe.source);
      const found = await tab.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      expect(`${what}: axe`, found.violations.map((rule) => `${rule.id}: ${rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`));
    }
    if (width === 320) {
      await tab.goto(address('heat-map'));
      const isStrip = await tab.evaluate(() => document.querySelector('.scroll').scrollWidth > document.querySelector('.scroll').clientWidth);
      expect(`exhibits, heat map, 320 px, ${colorScheme}: nothing has to be moved sideways`, isStrip ? ['it has'] : []);
    }
    await context.close();
  }
  const tab = await browser.newPage();
  await checkPaper(tab, address, plan, expect);
  await tab.close();
  rmSync(plan, { recursive: true });
}
