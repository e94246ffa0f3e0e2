// The preview, as an editor has it open beside the text: what is saved shows by itself, and no more is loaded than what shows it.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export async function checkPreview(browser, program, axe, expect) {
  const is = (what, found, wanted) => expect(what, JSON.stringify(found) === JSON.stringify(wanted) ? [] : [`${JSON.stringify(found)} is not ${JSON.stringify(wanted)}`]);
  const plan = mkdtempSync(join(tmpdir(), 'plan-'));
  const write = (path, text) => {
    mkdirSync(dirname(join(plan, path)), { recursive: true });
    writeFileSync(join(plan, path), text);
  };
  const chapter = (title, text) => `---\ntitle: ${title}\n---\n${text}\n`;
  const long = 'A line to scroll by.\n\n'.repeat(200);
  const circle = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle r="9" fill="${colour}"/></svg>`;
  write('plan.yaml', 'title: Preview\norganisation: Test council\n');
  write('content/index.md', chapter('Preview', 'First words.'));
  write('content/1-care.md', chapter('Care', `Words about care.\n\n${long}![A circle](circle.svg)`));
  write('content/2-money.md', chapter('Money', 'Words about money.'));
  write('content/circle.svg', circle('red'));

  const serve = async (port) => {
    const process = spawn(program, ['serve', '--root', plan, '--port', String(port)], { stdio: ['ignore', 'pipe', 'ignore'] });
    const home = await new Promise((found) => process.stdout.on('data', (text) => /http:\S+/.test(text) && found(/http:\S+/.exec(text)[0])));
    return { process, home };
  };
  let preview = await serve(0);
  const { home } = preview;
  const tab = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  const refused = [];
  tab.on('console', (message) => /Content Security Policy/.test(message.text()) && refused.push(message.text()));
  tab.on('pageerror', (error) => refused.push(String(error)));
  const shows = async (what, selector, words) => {
    try {
      await tab.locator(selector, { hasText: words }).first().waitFor({ timeout: 15000 });
      expect(what, []);
    } catch (error) {
      expect(what, [String(error).split('\n')[0], (await tab.locator('body').innerText()).slice(0, 400)]);
    }
  };
  const comes = async (what, so) => expect(what, await tab.waitForFunction(so, null, { timeout: 15000 }).then(() => [], (error) => [String(error).split('\n')[0]]));
  // A mark on the page goes when the page is loaded anew.
  const mark = () => tab.evaluate(() => { window.mark = true; });
  const isMarked = () => tab.evaluate(() => window.mark === true);
  const at = () => new URL(tab.url()).pathname;

  await tab.goto(home);
  await shows('the preview shows the plan', 'main', 'First words.');
  write('content/index.md', chapter('Preview', 'Second words.'));
  await shows('a saved change shows by itself', 'main', 'Second words.');

  // A mistake.
  await mark();
  write('content/index.md', chapter('Preview', 'We have {{ beds }} beds.'));
  await shows('a mistake is shown with its line', '.problems pre', 'content/index.md:4:12');
  await shows('over the last good page', 'main', 'Second words.');
  is('which was not loaded anew', await isMarked(), true);
  await tab.evaluate(axe.source);
  const found = await tab.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  expect('axe, with a mistake shown', found.violations.map((rule) => `${rule.id}: ${rule.nodes[0].html.slice(0, 160)}`));
  await tab.getByRole('button', { name: 'Hide' }).click();
  is('the message can be put away', await tab.locator('.problems').count(), 0);
  write('content/index.md', chapter('Preview', 'We have {{ bed }} beds.'));
  await shows('until the next change', '.problems pre', '`bed`');
  write('content/index.md', chapter('Preview', 'We have beds.'));
  await shows('the page follows when it is mended', 'main', 'We have beds.');
  is('and the message is gone', await tab.locator('.problems').count(), 0);
  await mark();
  write('content/2-money.md', chapter('Money', '{{ nothing }}'));
  await shows('a mistake on another page is shown too', '.problems pre', '`nothing`');
  write('content/2-money.md', chapter('Money', 'Words about money.'));
  await shows('and when it is mended, that page opens', 'main', 'Words about money.');
  await mark();
  write('content/words.yaml', '- term: [');
  await shows('a mistake that is on no page is shown', '.problems pre', 'content/words.yaml');
  rmSync(join(plan, 'content/words.yaml'));
  await comes('and goes without a reload', () => !document.querySelector('.problems') && window.mark === true);

  // Where the reader is.
  await tab.goto(`${home}care/`);
  await tab.evaluate(() => window.scrollTo(0, 1500));
  write('content/1-care.md', chapter('Care', `Other words about care.\n\n${long}![A circle](circle.svg)`));
  await shows('a long page follows', 'main', 'Other words about care.');
  await comes('and stays where it was scrolled to', () => Math.abs(window.scrollY - 1500) < 50);

  // What a page is made of.
  await mark();
  write('themes/plain/static/plain.css', 'body { background: rgb(1, 2, 3); }');
  await comes('a stylesheet is put on', () => getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)');
  write('themes/plain/static/plain.css', 'body { background: rgb(3, 2, 1); }');
  await comes('and the next one', () => getComputedStyle(document.body).backgroundColor === 'rgb(3, 2, 1)');
  await comes('the old ones are gone', () => document.querySelectorAll('link[rel=stylesheet]').length === 1);
  is('without loading the page anew', await isMarked(), true);
  write('static/unrelated.txt', 'Nobody shows this.');
  write('themes/plain/static/unrelated.css', 'body { color: red }');
  // Pictures are loaded when they come into view.
  await tab.locator('main img').scrollIntoViewIfNeeded();
  await comes('the picture is there', () => [...document.images].every((image) => image.complete && image.naturalWidth > 0));
  is('without loading the page anew for what it does not show', await isMarked(), true);
  write('content/circle.svg', circle('blue'));
  await comes('a picture is loaded with its page', () => window.mark === undefined && document.readyState === 'complete');

  // Another page than the open one.
  await mark();
  await tab.evaluate(() => window.scrollTo(0, 0));
  write('static/unrelated.txt', 'Nobody shows this either.');
  write('content/2-money.md', chapter('Money', 'Other words about money.'));
  await shows('the page that was edited opens', 'main', 'Other words about money.');
  is('at its address', at(), '/money/');
  write('content/1-care.md', chapter('All care', 'Words.'));
  await shows('a page that has changed too follows', 'nav', 'All care');
  is('and stays', at(), '/money/');
  renameSync(join(plan, 'content/2-money.md'), join(plan, 'content/2-funds.md'));
  await tab.waitForURL('**/funds/', { timeout: 15000 }).catch(() => {});
  is('a chapter that gets another name is followed there', at(), '/funds/');
  write('content/2-funds.easy.md', chapter('Money', 'We have money.'));
  await tab.goto(`${home}easy-read/`);
  await shows('the easy read', 'main', 'Money');
  // A page listens a moment after it is shown: a save meanwhile is not lost, but the page that was edited does not open. And
  // what came before may still be on its way.
  for (let save = 0; save < 20 && at() !== '/easy-read/funds/'; save += 1) {
    if (at() !== '/easy-read/') { await tab.goto(`${home}easy-read/`).catch(() => {}); }
    write('content/2-funds.easy.md', chapter('Money', `We have a lot of money${'.'.repeat(save % 2)}`));
    await tab.waitForURL('**/easy-read/funds/', { timeout: 1000 }).catch(() => {});
  }
  await shows('the easy read that was edited opens', 'main', 'a lot of money');
  is('at its own address', at(), '/easy-read/funds/');

  // Another run of the program.
  const port = new URL(home).port;
  const ended = new Promise((end) => preview.process.on('exit', end));
  preview.process.kill();
  await ended;
  write('content/2-funds.easy.md', chapter('Money', 'We have all the money.'));
  preview = await serve(port);
  await shows('a page finds the preview again, and what has changed meanwhile', 'main', 'all the money');
  await mark();
  const again = new Promise((end) => preview.process.on('exit', end));
  preview.process.kill();
  await again;
  preview = await serve(port);
  write('content/2-funds.md', chapter('Money', 'Words.'));
  await tab.waitForURL('**/funds/', { timeout: 15000 }).catch(() => {});
  expect('nothing was refused by the content security policy', refused);

  preview.process.kill();
  await tab.context().close();
  rmSync(plan, { recursive: true });
}
