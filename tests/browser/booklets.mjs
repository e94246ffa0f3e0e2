// The booklets as `easy print` makes them: pages, title, language, tags, and no part on two pages.
//
// Needs poppler's tools (pdfinfo, pdftotext), as screen readers' makers use them to look into a PDF.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const run = (tool, ...rest) => execFileSync(tool, rest, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
const plain = (text) => text.replace(/\s+/g, '');

export async function checkBooklets(browser, program, address, expect) {
  const folder = mkdtempSync(join(tmpdir(), 'booklets-'));
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.emulateMedia({ media: 'print' });
  const booklets = [
    { name: 'all.pdf', file: [], page: 'easy-read/print/index.html' },
    { name: 'care.pdf', file: ['content/09-care/04-urgent-care.easy.md'], page: 'easy-read/care/urgent-care/index.html' },
  ];
  for (const { name, file, page } of booklets) {
    const pdf = join(folder, name);
    const said = run(program, 'easy', 'print', ...file, '-o', pdf);
    const facts = Object.fromEntries(run('pdfinfo', pdf).split('\n').map((line) => line.split(/:\s+/)));
    const faults = [];
    if (facts.Tagged !== 'yes') faults.push('it is not tagged');
    if (!facts['Page size']?.includes('A4')) faults.push(`its pages are ${facts['Page size']}`);
    if (facts.CreationDate || facts.ModDate) faults.push('it says when it was made');
    if (!said.includes(`on ${facts.Pages} pages of A4`)) faults.push(`the command says: ${said.split('\n').at(-2)}`);
    const links = run('pdfinfo', '-url', pdf);
    if (/file:|127\.0\.0\.1|plainplan-print/.test(links)) faults.push(`links to this computer: ${links}`);
    await tab.goto(address(page));
    if (facts.Title !== (await tab.title())) faults.push(`its title is ${facts.Title}`);
    expect(`${name}: tagged, A4, with its title`, faults);

    // The words of each page, as they would be copied from it.
    const sheets = run('pdftotext', pdf, '-').split('\f').slice(0, -1).map(plain);
    const parts = await tab.evaluate(() => [...document.querySelectorAll('.part')].filter((part) => part.offsetParent).map((part) => [...part.querySelectorAll('p, li')].map((line) => line.innerText)));
    let at = 0;
    const split = [];
    for (const lines of parts) {
      // From the page of the part before on, the first that holds all of it.
      const all = plain(lines.join(''));
      const on = sheets.findIndex((sheet, number) => number >= at && sheet.includes(all));
      if (on < 0) split.push(lines.join(' / '));
      else at = on;
    }
    expect(`${name}: no part of ${parts.length} lies on two pages`, parts.length < 5 ? ['there are no parts'] : split);

    // Pictures too: what is no text is asked of the same layout, by a mark at the beginning and the end of each part.
    const marks = await context.newPage();
    await marks.goto(address(page));
    await marks.evaluate(() => {
      const list = document.createElement('div');
      document.querySelectorAll('.part').forEach((part, number) => ['start', 'end'].forEach((edge) => {
        const mark = document.createElement('span');
        mark.id = `mark-${number}-${edge}`;
        mark.className = `mark-${edge}`;
        part.append(mark);
        const link = document.createElement('a');
        link.href = `#${mark.id}`;
        link.textContent = '.';
        list.append(link);
      }));
      document.body.append(list);
      const style = new CSSStyleSheet();
      style.replaceSync('.part { position: relative } .mark-start, .mark-end { position: absolute; inset-block-start: 0; inline-size: 1px; block-size: 1px } .mark-end { inset-block: auto 0 }');
      document.adoptedStyleSheets = [style];
    });
    const marked = join(folder, `marked-${name}`);
    await marks.pdf({ path: marked, preferCSSPageSize: true, tagged: true });
    const dests = Object.fromEntries([...run('pdfinfo', '-dests', marked).matchAll(/^\s*(\d+) \[.*"mark-(\d+-\w+)"/gm)].map(([, sheet, mark]) => [mark, sheet]));
    const numbers = Object.keys(dests).filter((mark) => mark.endsWith('start')).map((mark) => mark.split('-')[0]);
    expect(`${name}: nor does its picture`, numbers.length < parts.length ? [`only ${numbers.length} of ${parts.length} are marked`] : numbers.filter((number) => dests[`${number}-start`] !== dests[`${number}-end`]).map((number) => parts[number].join(' / ')));
    await marks.close();

    // The contents tell the page on which each chapter or section begins.
    const contents = await tab.evaluate(() => [...document.querySelectorAll('.booklet-contents a')].map((link) => ({ title: link.textContent, id: link.hash.slice(1) })));
    const begins = Object.fromEntries([...run('pdfinfo', '-dests', pdf).matchAll(/^\s*(\d+) \[.*"(.+)"/gm)].map(([, sheet, id]) => [id, sheet]));
    const front = sheets.slice(0, 4).join('');
    expect(`${name}: the contents name the right pages`, contents.length === 0 ? ['there are none'] : contents.filter(({ title, id }) => !front.includes(plain(`${title}${begins[id]}`))).map(({ title, id }) => `${title}: ${begins[id]}`));
    const numberless = sheets.filter((sheet, number) => !sheet.includes(String(number + 1)));
    expect(`${name}: every page has its number`, numberless.map((sheet) => sheet.slice(0, 60)));
    const small = await tab.evaluate(() => [...document.querySelectorAll('main *, .foot p')].filter((part) => part.offsetParent && part.childNodes.length && parseFloat(getComputedStyle(part).fontSize) < 21.3).map((part) => part.textContent.trim().slice(0, 40)));
    expect(`${name}: nothing is smaller than 16 points`, small);
  }
  rmSync(folder, { recursive: true });
  await context.close();
}
