// What a screen reader is given of three tables: Chromium's own accessibility tree, written down line by line and held
// against what stands in reading/. UPDATE=1 writes those files; read them before you keep them.
//
// A figure is followed by the headings that it belongs to, as the table's markup names them: by `headers` where it has
// them, otherwise by the row and the column it stands in.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const tables = [
  ['finance/savings/', 'table--savings'],
  ['quality-payments/', 'table--quality-premium-weights'],
  ['winter/', 'table--flu-uptake'],
];

export async function readTables(browser, address, expect) {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  for (const [chapter, id] of tables) {
    await page.goto(address(chapter));
    const said = [...(await tree(session, `#${id}`)), '', ...(await page.evaluate(belongings, id)), ''].join('\n');
    const file = fileURLToPath(new URL(`reading/${id}.txt`, import.meta.url));
    if (process.env.UPDATE) writeFileSync(file, said);
    const meant = existsSync(file) ? readFileSync(file, 'utf8') : '';
    expect(`what a screen reader is given of ${id}`, said === meant ? [] : [`it is not as in ${file}, but:\n${said}`]);
  }
  // On a phone each measure looks like a block of its own.
  const measures = async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(address('measures/'));
    return tree(session, 'main section');
  };
  const [desk, phone] = [await measures(1280), await measures(320)].map((lines) => lines.join('\n'));
  expect('measures are the same table to a screen reader on a phone', desk === phone && desk.includes('columnheader “Progress”') ? [] : [desk, phone]);
  await page.close();
}

/** The table as Chromium tells it to assistive technology: roles and names, a row on a line. */
async function tree(session, place) {
  const { root } = await session.send('DOM.getDocument', { depth: 0 });
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: `${place} table` });
  const { node } = await session.send('DOM.describeNode', { nodeId });
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map((found) => [found.nodeId, found]));
  const children = (found) => (found.childIds ?? []).map((child) => byId.get(child)).filter(Boolean);
  const role = (found) => found.role?.value ?? '';
  const text = (found) => (role(found) === 'StaticText' ? [found.name.value] : children(found).flatMap(text));
  const cells = ['cell', 'gridcell', 'columnheader', 'rowheader'];
  const within = (found, wanted) =>
    wanted.includes(role(found)) && !found.ignored ? [found] : children(found).flatMap((child) => within(child, wanted));
  const table = nodes.find((found) => found.backendDOMNodeId === node.backendNodeId);
  const rows = within(table, ['row']).map((row) =>
    within(row, cells).map((cell) => `${role(cell)} “${text(cell).join(' ').replace(/\s+/g, ' ').trim()}”`).join(', '),
  );
  return [`${role(table)} “${table.name.value}”`, ...rows.map((row) => `  row: ${row}`)];
}

/** Every figure with its headings. Runs in the page. */
function belongings(id) {
  const words = (cell) => cell.textContent.replace(/\s+/g, ' ').trim();
  const heard = (cell) => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll('[aria-hidden=true]').forEach((hidden) => hidden.remove());
    return words(copy);
  };
  const table = document.querySelector(`#${id} table`);
  const columns = [...table.tHead.rows].at(-1).cells;
  return [...table.querySelectorAll('td')].map((cell) => {
    const named = (cell.getAttribute('headers') ?? '').split(' ').filter(Boolean).map((name) => document.getElementById(name));
    const group = cell.closest('tbody').querySelector('th[scope=rowgroup]');
    const row = cell.parentElement.querySelector('th[scope=row]');
    const placed = [columns[cell.cellIndex], group, row].filter(Boolean);
    return `${(named.length > 0 ? named : placed).map(heard).join(' · ')}: ${heard(cell)}`;
  });
}
