// The style sheets that a site publishes say the same as the files that they are joined from.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const styles = join(dirname(fileURLToPath(import.meta.url)), '../../themes/plain/styles');

export async function checkStyles(browser, site, expect) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const rules = (text) => tab.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return [...sheet.cssRules].map((rule) => rule.cssText.replace(/,\s+/g, ','));
  }, text);
  for (const folder of readdirSync(styles)) {
    const files = readdirSync(join(styles, folder)).sort().map((file) => readFileSync(join(styles, folder, file), 'utf8'));
    const written = (await Promise.all(files.map(rules))).flat();
    const published = join(site, 'assets', `${folder}.css`);
    const joined = existsSync(published) ? await rules(readFileSync(published, 'utf8')) : [];
    const other = written.filter((rule, number) => rule !== joined[number]);
    const problems = other.map((rule) => `not published as it is written: ${rule.slice(0, 200)}`);
    expect(`styles: ${folder}.css says what its ${files.length} files say`, written.length === joined.length ? problems : [`${joined.length} rules of ${written.length}`, ...problems]);
  }
  await context.close();
}
