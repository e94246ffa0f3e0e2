// Builds a plan whose charts are as bad as numbers get and asks of each chart, at every width, with the letters spaced out
// as WCAG 1.4.12 allows readers to: do two texts overlap, is one cut off, does one stick out? It also asks what a screen
// reader is given: one image with a name and a description, and nothing of what is inside it.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const long = 'The Hertfordshire and West Essex Integrated Urgent Care and Out-of-hours Ophthalmology Collaborative-Programme Board';
const sets = {
  'one point': [['A', 12, 7]],
  'all equal': [['A', 5, 5], ['B', 5, 5], ['C', 5, 5]],
  'all zero': [['A', 0, 0], ['B', 0, 0]],
  negatives: [['A', -5, 3], ['B', 8, -9], ['C', -0.01, 4]],
  gaps: [['A', 5, 'TBC'], ['B', '-', 4], ['C', 'n/a', 6], ['D', 7, 2]],
  'forty points': Array.from({ length: 40 }, (_, at) => [`Row ${at + 1}`, 1000 + ((at * 37) % 23) * 41, 900 + at * 13]),
  'long names': [[long, 123456789, 987654321], [`${long} and friends`, 23456789, 87654321]],
  'huge and tiny': [['Huge', 123456789012345, 1], ['Tiny', 0.0000012, 0.5], ['Middle', 12345.678, 99999999]],
};

// Any other numbers, from a seed that a failure names, so that CHARTS_SEED=… brings the same ones again.
const seed = Number(process.env.CHARTS_SEED ?? Math.floor(Math.random() * 1e9));
let state = seed;
function random(below) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}
function anyNumber() {
  const size = 10 ** (random(13) - 4);
  const number = Number(((random(1_000_000) / 1_000_000 - [0, 0.5][random(2)]) * size).toPrecision(1 + random(6)));
  // Below a millionth JavaScript writes 1e-7, which is no number of a plan.
  return Number(number.toFixed(6));
}
function anyName(at) {
  const words = Array.from({ length: 1 + random(9) }, () => 'abcdefghijklmnopqrstuvwxyz'.slice(random(20)).slice(0, 1 + random(19)));
  return `R${at} ${words.join(' ')}`;
}
const anyCell = () => (random(6) === 0 ? ['TBC', '-', 'n/a'][random(3)] : anyNumber());
for (let set = 1; set <= 6; set += 1) {
  const rows = Array.from({ length: 2 + random(14) }, (_, at) => [anyName(`${set}-${at}`), at < 2 ? anyNumber() : anyCell(), at < 2 ? anyNumber() : anyCell()]);
  sets[`any numbers ${set}`] = rows;
}
const ofTables = ['bars', 'grouped bars', 'stacked bars', 'waterfall', 'pyramid', 'small multiples', 'line'];
const ofMeasures = ['line', 'bars', 'bullet'];
const slug = (text) => text.replaceAll(' ', '-');

// A chapter with every kind of chart of the same numbers.
function chapter(name, rows) {
  const id = slug(name);
  const heads = name === 'long names' ? [`${long} before`, `${long} after`] : ['One', 'Other'];
  const isWhole = rows.every(([, ...cells]) => cells.every((cell) => typeof cell !== 'number' || cell >= 0));
  const count = rows.flatMap(([, ...cells]) => cells).filter((cell) => typeof cell === 'number').length;
  const first = rows.filter(([, cell]) => typeof cell === 'number').length;
  const years = (at) => (rows.length > 9 ? `20${18 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}` : `${2010 + at}-${11 + at}`);
  const columns = `columns: [{ name: Row, header: true }, { name: "${heads[0]}", type: number }, { name: "${heads[1]}", type: number }]`;
  const table = (suffix, label) =>
    `  - id: ${id}-${suffix}\n    caption: "${name === 'long names' ? long : name}"\n    ${columns}\n    rows: |\n${rows.map(([row, one, other], at) => `      ${label(row, at)} | ${one} | ${other}`).join('\n')}\n`;
  const metric = (suffix, which) =>
    `  - id: ${id}-${suffix}\n    name: "${name === 'long names' ? long : `${name}, ${suffix}`}"\n    unit: count of appointments\n    value: "${rows.find((row) => typeof row[which] === 'number')[which]}"\n    targets: [{ value: "${rows[0][3 - which] === 'TBC' ? 3 : rows[0][3 - which]}", by: 2019-03 }]\n    compare: { name: "${heads[1]}", value: 4 }\n    trajectory:\n${rows.map((row, at) => `      - { period: ${years(at)}, actual: "${row[which]}", plan: "${row[3 - which]}" }`).join('\n')}\n`;
  const kinds = ofTables.filter((kind) => {
    if (['stacked bars', 'pyramid'].includes(kind) && !isWhole) return false;
    return count >= 2 && (!['bars', 'waterfall'].includes(kind) || first >= 2);
  });
  const charts = kinds.map((kind) => `{{ chart ${id}-${kind === 'line' ? 'years' : 'rows'} as ${kind} }}`);
  const measures = ofMeasures.map((kind) => `{{ chart ${id}-first as ${kind} }}`);
  return `---\ntitle: ${name}\ndescription: Charts.\nmetrics:\n${metric('first', 1)}${metric('second', 2)}tables:\n${table('rows', (row) => row)}${table('years', (_, at) => years(at))}charts:\n  - { id: ${id}-both, of: [${id}-first, ${id}-second] }\n---\n${[...charts, ...measures, `{{ chart ${id}-both }}`, '{{ metrics }}', `{{ table ${id}-rows }}`, `{{ table ${id}-years }}`].join('\n\n')}\n`;
}

// What is wrong with the texts of the charts of this page, as the page itself sees it.
function faults() {
  const found = [];
  for (const chart of document.querySelectorAll('.chart')) {
    const boxes = [];
    const walker = document.createTreeWalker(chart, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data.trim() || node.parentElement.closest('.vh, details')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const element = node.parentElement;
      for (const box of range.getClientRects()) {
        if (box.width < 0.5) continue;
        boxes.push({ box, text: node.data.trim().slice(0, 40) });
        if (getComputedStyle(element).visibility !== 'visible') found.push(`${chart.id}: "${node.data.slice(0, 40)}" cannot be seen`);
      }
      for (let around = element; around !== chart.parentElement; around = around.parentElement) {
        const style = getComputedStyle(around);
        const isCut = style.overflow !== 'visible' && (around.scrollWidth > around.clientWidth + 1 || around.scrollHeight > around.clientHeight + 1);
        if (isCut) found.push(`${chart.id}: "${node.data.slice(0, 40)}" is cut off`);
      }
    }
    const frame = chart.getBoundingClientRect();
    for (const [at, one] of boxes.entries()) {
      if (one.box.left < frame.left - 0.5 || one.box.right > frame.right + 0.5) found.push(`${chart.id}: "${one.text}" sticks out`);
      for (const other of boxes.slice(at + 1)) {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        // Lines of one text may touch by a hair, as the tails of letters do.
        if (across > 1 && down > 3) found.push(`${chart.id}: "${one.text}" and "${other.text}" overlap by ${across.toFixed(1)} × ${down.toFixed(1)} px`);
      }
    }
    for (const strip of chart.querySelectorAll('.strip, .plot')) {
      const box = strip.getBoundingClientRect();
      if (box.width < 60 || box.right > frame.right) found.push(`${chart.id}: a drawing is ${Math.round(box.width)} px wide`);
      const texts = boxes.filter(({ box: text }) => Math.min(text.right, box.right) - Math.max(text.left, box.left) > 1 && Math.min(text.bottom, box.bottom) - Math.max(text.top, box.top) > 5);
      texts.forEach(({ text }) => found.push(`${chart.id}: "${text}" lies on a drawing`));
    }
  }
  const beyond = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (beyond > 0) found.push(`the page is ${beyond} px too wide`);
  return found;
}

export const spacing = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }';

export async function checkCharts(browser, program, axe, expect) {
  const plan = mkdtempSync(join(tmpdir(), 'charts-'));
  mkdirSync(join(plan, 'content'));
  writeFileSync(join(plan, 'plan.yaml'), 'title: Charts\norganisation: Test council\ncontact: { email: a@example.org, phone: 01632 960001, post: [Street] }\n');
  writeFileSync(join(plan, 'content/index.md'), '---\ntitle: Charts\n---\nBad numbers.\n');
  Object.entries(sets).forEach(([name, rows], at) => writeFileSync(join(plan, `content/${at + 1}-${slug(name)}.md`), chapter(name, rows)));
  const site = join(plan, 'public');
  try {
    // Warnings are right here: the figures jump by a million on purpose.
    execFileSync(program, ['build', '--root', plan, '--output-dir', site], { stdio: 'pipe' });
    expect('charts of bad numbers are built', []);
  } catch (error) {
    expect(`charts of bad numbers are built (CHARTS_SEED=${seed})`, [String(error.stderr).slice(0, 2000)]);
    return;
  }
  for (const [width, isSpaced, colorScheme] of [[1280, false, 'light'], [1280, true, 'dark'], [700, true, 'light'], [320, false, 'dark'], [320, true, 'light']]) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
    const tab = await context.newPage();
    for (const name of Object.keys(sets)) {
      const what = `charts, ${name}${name.startsWith('any') ? ` (CHARTS_SEED=${seed})` : ''}, ${width} px${isSpaced ? ', spaced out' : ''}, ${colorScheme}`;
      await tab.goto(pathToFileURL(join(site, slug(name), 'index.html')).href);
      if (isSpaced) await tab.addStyleTag({ content: spacing });
      expect(`${what}: words`, (await tab.evaluate(faults)).slice(0, 8));
      await tab.evaluate(axe.source);
      const found = await tab.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      expect(`${what}: axe`, found.violations.map((rule) => `${rule.id}: ${rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`));
    }
    await context.close();
  }
  await checkAloud(browser, site, expect);
  rmSync(plan, { recursive: true });
}

// What the browser hands to a screen reader.
async function checkAloud(browser, site, expect) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(join(site, 'negatives/index.html')).href);
  const session = await context.newCDPSession(tab);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const images = nodes.filter((node) => !node.ignored && node.role?.value === 'image');
  const charts = await tab.locator('.chart').count();
  const faults = [];
  if (images.length !== charts) faults.push(`${images.length} images for ${charts} charts`);
  for (const image of images) {
    if (!/chart/i.test(image.name?.value ?? '')) faults.push(`an image is called "${image.name?.value}"`);
    if (!(image.description?.value ?? '').endsWith('.')) faults.push(`an image is described as "${image.description?.value}"`);
    const inside = image.childIds.map((id) => nodes.find((node) => node.nodeId === id)).filter((node) => node && !node.ignored);
    if (inside.length > 0) faults.push(`inside ${image.name.value} there is ${inside[0].role?.value} "${inside[0].name?.value}"`);
  }
  expect('a screen reader is given one image a chart, with a name and a description', faults.slice(0, 5));
  await context.close();
}
