// Builds a plan whose names, words and addresses are as long as they get, and looks at what stands around the text of its
// pages: headings, the way back, the list of chapters, the foot of the page.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const email = 'averyverylongmailboxname.for.the.plan.team@integratedcarepartnership.example.org';
const word = 'Psychoneuroendocrinological';
const easy = (title) => `---\ntitle: ${title}\n---\n## Who helps?\n\n![doctor]\nA doctor helps you.\n`;
const files = {
  'plan.yaml': `title: The plan for ${word} care\norganisation: Test council\ncontact: { email: ${email}, phone: 01632 960001, post: [Street] }\nformats: { large print: ask, days: 10 }\n`,
  'content/index.md': '---\ntitle: Long words\n---\nWords.\n',
  'content/index.easy.md': easy('Our plan'),
  'content/1-first.md': `---\ntitle: ${word} hypersensitivity\n---\nWords.\n`,
  'content/1-first.easy.md': easy('Antidisestablishmentarianism in easy words'),
  'content/2-second.md': `---\ntitle: ${word} reconfiguration\n---\nWords.\n`,
};

export async function checkFrame(browser, program, axe, expect) {
  const plan = mkdtempSync(join(tmpdir(), 'frame-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(plan, dirname(path)), { recursive: true });
    writeFileSync(join(plan, path), text);
  }
  const site = join(plan, 'public');
  execFileSync(program, ['build', '--root', plan, '--output-dir', site], { stdio: 'pipe' });
  // The page for unknown addresses names its style sheet from the root, which a file has not.
  const pages = readdirSync(site, { recursive: true }).filter((file) => file.endsWith('index.html')).sort();
  const context = await browser.newContext({ viewport: { width: 320, height: 800 }, bypassCSP: true });
  const tab = await context.newPage();
  const open = (page) => tab.goto(pathToFileURL(join(site, page)).href);

  for (const page of pages) {
    await open(page);
    const beyond = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(`frame, ${page}: long words and addresses fit a phone`, beyond > 0 ? [`the page is ${beyond} px too wide`] : []);
  }

  await open('easy-read/index.html');
  const squashed = await tab.evaluate(() => [...document.querySelectorAll('.easy-contents img')].map((picture) => picture.getBoundingClientRect()).filter((box) => box.width < 100 || box.width !== box.height).map((box) => `${box.width} × ${box.height} px`));
  expect('pictures beside long names keep their size', squashed);

  await context.close();
  rmSync(plan, { recursive: true });
}
