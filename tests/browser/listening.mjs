// The button that reads easy read aloud. The voices are ours: each sentence takes a few milliseconds, and what was said is kept.

const PAGE = 'easy-read/finance/savings/index.html';

// Runs in the page before its own script.
function voices({ list, late }) {
  let known = late ? [] : list;
  const said = (window.said = []);
  let current = null;
  class Utterance {
    constructor(text) { this.text = text; }
  }
  const speech = new EventTarget();
  Object.assign(speech, {
    getVoices: () => known,
    speak(utterance) {
      current = utterance;
      said.push({ text: utterance.text, lang: utterance.lang, voice: utterance.voice.name, marked: [...document.querySelectorAll('.is-heard')].map((line) => line.textContent.trim()) });
      if (!window.slow) setTimeout(() => current === utterance && utterance.onend(), 5);
    },
    cancel() {
      const stopped = current;
      current = null;
      if (stopped?.onerror) setTimeout(() => stopped.onerror({ error: 'canceled' }), 0);
    },
  });
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
  window.SpeechSynthesisUtterance = Utterance;
  if (late) setTimeout(() => { known = list; speech.dispatchEvent(new Event('voiceschanged')); }, 50);
}

const british = { name: 'British', lang: 'en-GB', localService: true };
const others = [{ name: 'French', lang: 'fr-FR', localService: true }, { name: 'American', lang: 'en_US', localService: true }, { name: 'British, far away', lang: 'en-GB', localService: false }];

export async function checkListening(browser, address, axe, expect) {
  const is = (what, found, wanted) => expect(what, JSON.stringify(found) === JSON.stringify(wanted) ? [] : [`${JSON.stringify(found)} is not ${JSON.stringify(wanted)}`]);
  const open = async (list, { width = 1280, late = false, page = PAGE, ...rest } = {}) => {
    const context = await browser.newContext({ viewport: { width, height: 700 }, bypassCSP: true, ...rest });
    const tab = await context.newPage();
    if (list) await tab.addInitScript(voices, { list, late });
    await tab.goto(address(page));
    return tab;
  };
  const button = (tab) => tab.locator('.listen button');
  const close = (tab) => tab.context().close();

  // Absent where it could do nothing.
  for (const [where, list, options] of [['without a voice', [], {}], ['with a voice of another language only', [others[0]], {}], ['without scripts', null, { javaScriptEnabled: false }]]) {
    const tab = await open(list, options);
    is(`no listen button ${where}`, await button(tab).count(), 0);
    await close(tab);
  }

  // Voices often come a moment after the page.
  const patient = await open([british], { late: true });
  await button(patient).waitFor({ timeout: 5000 }).then(() => expect('the button comes with a late voice', []), (error) => expect('the button comes with a late voice', [String(error)]));
  await close(patient);

  // All of the page, in order, each sentence once and marked while it is read.
  const tab = await open([...others, british]);
  const shown = await tab.evaluate(() => [...document.querySelectorAll('main h1, main h2, main .lead, main .check p, main .part-words p, main .part-words li')].filter((line) => line.offsetParent).map((line) => line.textContent.replace(/\s+/g, ' ').trim()));
  await button(tab).focus();
  await tab.keyboard.press('Enter');
  await tab.waitForFunction((count) => window.said.length === count && !document.querySelector('.is-heard'), shown.length, { timeout: 10000 }).catch(() => {});
  const said = await tab.evaluate(() => window.said);
  is('every sentence is read once, in order', said.map((one) => one.text), shown);
  is('and marked while it is read', said.map((one) => one.marked.map((text) => text.replace(/\s+/g, ' '))), shown.map((text) => [text]));
  is('in the language of the page, by a voice of the device', [...new Set(said.map((one) => `${one.voice} ${one.lang}`))], ['British en-GB']);
  is('figures are read as they stand', said.some((one) => one.text === 'We must save about £13 million this year.'), true);
  is('at the end it can be heard again', await button(tab).innerText(), 'Listen');

  // It stops at once, by the button or with Escape, and goes on where it was.
  await tab.evaluate(() => { window.slow = true; window.said.length = 0; });
  await button(tab).press('Enter');
  is('while it reads, the button stops it', await button(tab).innerText(), 'Stop');
  await tab.evaluate(() => { window.slow = false; });
  await tab.keyboard.press('Escape');
  is('Escape stops it', [await button(tab).innerText(), await tab.locator('.is-heard').count()], ['Carry on listening', 0]);
  await tab.waitForTimeout(50);
  is('nothing more is read', await tab.evaluate(() => window.said.length), 1);
  await tab.evaluate(() => { window.slow = true; });
  await button(tab).press('Space');
  is('it carries on where it was', await tab.evaluate(() => window.said.at(-1).text), shown[0]);
  await tab.evaluate(axe.source);
  const found = await tab.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  expect('listening: axe', found.violations.map((rule) => `${rule.id}: ${rule.help}`));
  await close(tab);

  // A minus is said, not left out; and the narrowest phone, in the dark, has room for the button.
  const phone = await open([british], { width: 320, colorScheme: 'dark', reducedMotion: 'reduce' });
  await phone.evaluate(() => { document.querySelector('.part-words p').innerHTML = 'It fell by <span aria-hidden="true">−3</span><span class="vh">minus 3</span>.'; });
  await phone.evaluate(() => { window.scrolls = []; const own = Element.prototype.scrollIntoView; Element.prototype.scrollIntoView = function (how) { window.scrolls.push(how.behavior); own.call(this, how); }; });
  await button(phone).click();
  await phone.waitForFunction(() => window.said.length > 12);
  is('a minus is said', await phone.evaluate(() => window.said.some((one) => one.text === 'It fell by minus 3.')), true);
  is('no sliding where motion is unwelcome', await phone.evaluate(() => [...new Set(window.scrolls)]), ['auto']);
  is('no sideways scrolling at 320 px', await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  const size = await button(phone).boundingBox();
  expect('the button is large', size.height >= 44 && size.width >= 44 ? [] : [JSON.stringify(size)]);
  await close(phone);
}
