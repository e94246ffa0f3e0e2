// The pack for reading groups: opened from a disk, filled in with a finger and with the keyboard, saved, and put in.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const EASY = '---\ntitle: Your care\n---\n## Who helps?\n\n![doctor]\nA **specialist** helps you.\nHe said "no" & left.\n\n![clock]\nYou can come every day.\n\n## How many?\n\n![people]\n{{ beds | about }} beds.\n';

export async function checkReview(browser, program, axe, expect) {
  const is = (what, found, wanted) => expect(what, JSON.stringify(found) === JSON.stringify(wanted) ? [] : [`${JSON.stringify(found)} is not ${JSON.stringify(wanted)}`]);
  const plan = mkdtempSync(join(tmpdir(), 'review-'));
  mkdirSync(join(plan, 'content'));
  const twin = join(plan, 'content/1-care.easy.md');
  writeFileSync(join(plan, 'plan.yaml'), 'title: Our plan\norganisation: Test council\n');
  writeFileSync(join(plan, 'content/index.md'), '# Our plan\n\nWords.\n');
  writeFileSync(join(plan, 'content/1-care.md'), '---\ntitle: Care\nmetrics: [{ id: beds, name: Beds, unit: count, value: { value: 1234, period: 2018 } }]\n---\n## First\n\n{{ metrics }}\n');
  writeFileSync(twin, EASY);
  const pack = join(plan, 'pack.html');
  execFileSync(program, ['easy', 'review-pack', '--root', plan, '-o', pack]);

  const problems = [];
  const open = async (options) => {
    const context = await browser.newContext({ acceptDownloads: true, ...options });
    const tab = await context.newPage();
    tab.on('request', (request) => request.url().startsWith('file:') || /^(data|blob):/.test(request.url()) || problems.push(`asks for ${request.url()}`));
    tab.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    tab.on('pageerror', (error) => problems.push(String(error)));
    await tab.addInitScript(() => {
      const list = [{ name: 'British', lang: 'en-GB', localService: true }];
      window.said = [];
      const speech = Object.assign(new EventTarget(), { getVoices: () => list, cancel() {}, speak(one) { window.said.push(one.text); setTimeout(() => one.onend(), 2); } });
      Object.defineProperty(window, 'speechSynthesis', { value: speech });
      window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    });
    await tab.goto(`file://${pack}`);
    return tab;
  };
  const shown = (tab) => tab.locator('.screen.is-shown');
  const focus = (tab) => tab.evaluate(() => document.activeElement.textContent.trim());

  // With a mouse or a finger.
  const tab = await open({ viewport: { width: 1100, height: 900 } });
  is('the pack shows one screen', await tab.locator('.screen:visible').count(), 1);
  await tab.locator('summary').first().click();
  await tab.getByLabel('Name of the group').fill('Northtown group');
  await tab.getByLabel('How many people are in it?').fill('6');
  await tab.getByRole('button', { name: 'Start' }).click();
  is('a new screen begins at its heading', await focus(tab), 'Who helps?');
  await tab.locator('.listen button').click();
  await tab.waitForFunction(() => !document.querySelector('.listen.is-on'));
  is('the listen button reads this screen', await tab.evaluate(() => window.said), ['Who helps?', 'A specialist helps you.', 'He said “no” & left.', 'Is this easy to understand?', 'Good', 'Not sure', 'Hard']);
  await shown(tab).getByText('Hard', { exact: true }).click();
  await shown(tab).getByText('specialist', { exact: true }).last().click();
  await shown(tab).getByText('The picture does not fit').click();
  await shown(tab).getByLabel('Do you want to say more?').fill('Who is he? "<b>"');
  await tab.getByRole('button', { name: 'Next' }).click();
  await shown(tab).getByText('Good', { exact: true }).click();
  await tab.getByRole('button', { name: 'Next' }).click();
  is('figures are read as they stand', await shown(tab).locator('.part-words').innerText(), 'About\u00a01,230 beds.');
  is('and offered whole', await shown(tab).locator('.hard-words .choice').allTextContents(), ['About', '1,230', 'beds']);
  await tab.getByRole('button', { name: 'Back' }).click();
  is('an answer is still there when one goes back', await shown(tab).locator(':checked').count(), 1);
  await tab.getByRole('button', { name: 'Next' }).click();
  await tab.getByRole('button', { name: 'Next' }).click();
  is('the last screen counts', await shown(tab).locator('.looked-at').innerText(), 'You looked at 2 of 3 parts.');
  const [download] = await Promise.all([tab.waitForEvent('download'), tab.getByRole('button', { name: 'Save the answers' }).click()]);
  const saved = join(plan, 'review.json');
  await download.saveAs(saved);
  const day = await tab.evaluate(() => new Date().toLocaleDateString('sv'));
  is('the file is called by its day', download.suggestedFilename(), `review-${day}.json`);
  const review = JSON.parse(readFileSync(saved, 'utf8'));
  is('it holds who and when', [review.group, review.people, review.on, review.plan], ['Northtown group', 6, day, 'Our plan']);
  is('and what they said', review.parts, [
    { file: 'content/1-care.easy.md', part: 'who-helps/1', picture: 'doctor', lines: ['A **specialist** helps you.', 'He said "no" & left.'], face: 'hard', misfit: true, words: [{ line: 0, word: 'specialist' }], note: 'Who is he? "<b>"' },
    { file: 'content/1-care.easy.md', part: 'who-helps/2', picture: 'clock', lines: ['You can come every day.'], face: 'good', misfit: false, words: [], note: '' },
  ]);
  await tab.context().close();

  const run = () => execFileSync(program, ['easy', 'review-import', saved, '--root', plan], { encoding: 'utf8' });
  run();
  const once = readFileSync(twin, 'utf8');
  is('each comment is below its line', once.split('\n').slice(5, 12).map((line) => line.replace(/\(.*\)/, '()')), ['![doctor]', '<!-- review (): the picture does not fit. -->', 'A **specialist** helps you.', '<!-- review (): the word “specialist” is hard. -->', 'He said "no" & left.', '<!-- review (): hard. Who is he? "<b>" -->', '']);
  run();
  is('twice is once', readFileSync(twin, 'utf8'), once);

  // With the keyboard alone, on the narrowest phone, in the dark, and at 200 % text.
  for (const [name, options, size] of [['320 px, dark', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }, 100], ['200 % text', { viewport: { width: 640, height: 800 } }, 200]]) {
    const hand = await open(options);
    if (size !== 100) await hand.evaluate((size) => { document.documentElement.style.fontSize = `${1.1875 * size}%`; }, size);
    await hand.getByRole('button', { name: 'Start' }).focus();
    await hand.keyboard.press('Enter');
    await shown(hand).locator('[type=radio]').first().focus();
    await hand.keyboard.press('ArrowRight');
    is(`${name}: a face is chosen with the arrows`, await shown(hand).locator('[type=radio]:checked').inputValue(), 'not sure');
    await shown(hand).locator('.hard-words input').first().focus();
    await hand.keyboard.press('Space');
    is(`${name}: a word with the space bar`, await shown(hand).locator('.hard-words :checked').inputValue(), 'A');
    const beyond = await hand.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    is(`${name}: no sideways scrolling`, beyond, 0);
    const sizes = await hand.evaluate(() => [...document.querySelectorAll('.screen.is-shown :is(.face, .choice, .note input, summary), .turn button')].filter((part) => part.offsetParent).map((part) => part.getBoundingClientRect()).filter((box) => box.width < 44 || box.height < 44).length);
    is(`${name}: everything to press is at least 44 px`, sizes, 0);
    await hand.addScriptTag({ content: axe.source }).catch(() => hand.evaluate(axe.source));
    const found = await hand.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    expect(`${name}: axe`, found.violations.map((rule) => `${rule.id}: ${rule.help}: ${rule.nodes.map((node) => node.html).slice(0, 2)}`));
    await hand.context().close();
  }

  // Without scripts everything can be read, and nothing pretends to keep an answer.
  const still = await open({ javaScriptEnabled: false });
  is('without scripts all parts can be read', await still.locator('.part:visible').count(), 3);
  is('and no button that does nothing', await still.locator('button:visible, input:visible').count(), 0);
  await still.context().close();
  expect('the pack asks for nothing and has no errors', problems);
  rmSync(plan, { recursive: true });
}
