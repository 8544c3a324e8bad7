// A person at the workbench: what hands and eyes do there, said once. Everything waits for what it needs to see; nothing sleeps.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Milliseconds that a person waits for the screen; a loaded machine is slow, not broken. */
const PATIENCE = 60_000;

/**
 * @param page Playwright's page with the workbench open on `folder`
 * @param pictures the folder that screenshots go to
 * @param passed called with the name of each step that succeeded
 */
export function personAt(page, { folder, pictures, passed }) {
  page.setDefaultTimeout(PATIENCE);
  const suggestions = page.locator('.suggest-widget.visible .monaco-list-row');
  const actions = page.locator('.action-widget .monaco-list-row.action');
  const quickInput = page.locator('.quick-input-widget:visible');

  /** The text of a file as it is on disk now; empty while there is none. */
  const saved = (name) => {
    const file = path.join(folder, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };

  const person = {
    page,
    saved,
    squiggles: (kind) => page.locator(`.monaco-editor .squiggly-${kind}`),

    /** Waits until a line between the lines says that. */
    lens: (text) => page.locator('.codelens-decoration', { hasText: text }).first().waitFor(),

    async step(name, work) {
      await work();
      passed(name);
    },

    /** What is on screen; `editor`: only the editors, down to the height where the matter ends. */
    picture: (name, { editor } = {}) =>
      page.screenshot({
        path: path.join(pictures, `${name}.png`),
        ...(editor && { clip: { x: 332, y: 36, width: 788, height: editor } }),
      }),

    /** Opens a file of the folder by its name, and waits until its text is on screen. */
    async open(name) {
      const found = quickInput.locator('.monaco-list-row.focused', { hasText: name }).first();
      // a file just made may not be in the list that an earlier question left: ask anew
      for (let asked = 1; ; asked++) {
        await page.keyboard.press('Control+P');
        await quickInput.waitFor();
        await page.keyboard.type(name);
        const isThere = await found.waitFor({ timeout: asked < 6 ? 5000 : 60_000 }).then(
          () => true,
          (error) => {
            if (asked < 6) return false;
            throw error;
          },
        );
        if (isThere) break;
        await page.keyboard.press('Escape');
        await quickInput.waitFor({ state: 'hidden' });
      }
      await page.keyboard.press('Enter');
      await person.tab(name);
      await quickInput.waitFor({ state: 'hidden' });
      await page.locator('.editor-group-container.active .view-line').first().waitFor();
    },

    /** Waits until the tab in front has that name. */
    tab: (name) => page.locator('.editor-group-container.active .tab.active', { hasText: name }).first().waitFor(),

    /** Runs a command from the palette by its title. */
    async command(title) {
      await page.keyboard.press('F1');
      await quickInput.waitFor();
      await page.keyboard.type(title);
      await quickInput.locator('.monaco-list-row.focused', { hasText: title }).first().waitFor();
      await page.keyboard.press('Enter');
    },

    /** Puts the cursor right behind the nth occurrence of a text in a file that is open and saved. */
    async goBehind(name, text, nth = 0) {
      const all = saved(name);
      let at = -1;
      for (let i = 0; i <= nth; i++) at = all.indexOf(text, at + 1);
      assert.ok(at >= 0, `${name} has no ${text}`);
      const before = all.slice(0, at + text.length).split('\n');
      await page.keyboard.press('Control+G');
      await quickInput.waitFor();
      await page.keyboard.type(`${before.length}:${columnsOf(before.at(-1)) + 1}`);
      await page.keyboard.press('Enter');
      await quickInput.waitFor({ state: 'hidden' });
      await person.cursorOn(before.length);
    },

    /** Waits until the status bar says that the cursor is on that line, from 1. */
    cursorOn: (line) =>
      page
        .locator('.statusbar-item', { hasText: `Ln ${line}, ` })
        .first()
        .waitFor(),

    /** Types with a person's pauses, so that lists open as they do for a person. */
    type: (text) => page.keyboard.type(text, { delay: 15 }),
    press: (key) => page.keyboard.press(key),

    /**
     * Waits for an entry in the list that typing opened, leads the selection to it and takes it. `ask`: the list is asked for,
     * where nothing was typed.
     */
    async complete(label, { picture, editor, ask = false } = {}) {
      const entry = suggestions.filter({ has: page.locator('.monaco-icon-label', { hasText: label }) }).first();
      // the list may have closed again while the machine was busy; a person asks for it
      await pressUntil('Control+Space', entry, `${label} in the list`, { first: ask });
      for (let down = 0; !(await isFocused(entry)); down++) {
        assert.ok(down < 30, `${label} cannot be selected`);
        await page.keyboard.press('ArrowDown');
      }
      if (picture) await person.picture(picture, { editor });
      await page.keyboard.press('Enter');
      await suggestions.first().waitFor({ state: 'hidden' });
    },

    /** Opens the light bulb's menu at the cursor and takes the action whose title matches. */
    async quickFix(title, { picture, editor } = {}) {
      const wanted = actions.filter({ hasText: title }).first();
      await pressUntil('Control+.', actions.first(), 'menu');
      await wanted.waitFor();
      if (picture) await person.picture(picture, { editor });
      await wanted.click();
      await actions.first().waitFor({ state: 'hidden' });
    },

    /** F2, the new name, Enter. */
    async rename(name, { picture } = {}) {
      const box = page.locator('.rename-box .rename-input').first();
      await pressUntil('F2', box, 'box for the new name');
      // filled, not typed: which part of the old name is selected depends on where the cursor stands in it
      await box.fill(name);
      if (picture) await person.picture(picture);
      await page.keyboard.press('Enter');
      await box.waitFor({ state: 'hidden' });
    },

    /** Saves until the file on disk is as expected, a text or a condition: an edit asked for may still be on its way. */
    async save(name, expected) {
      for (const end = Date.now() + PATIENCE; ; ) {
        await page.keyboard.press('Control+S');
        if (await becomes(name, expected, 1000)) return;
        if (Date.now() > end) unexpected(name, expected);
      }
    },

    /** The same for a file that saves itself. */
    async untilSaved(name, expected) {
      if (!(await becomes(name, expected, PATIENCE))) unexpected(name, expected);
    },

    /** The middle of a text on screen, from a DOM range, so that the mouse really goes there. */
    boxOf: (text) =>
      page.evaluate((wanted) => {
        for (const line of document.querySelectorAll('.editor-group-container.active .view-line')) {
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const index = node.data.indexOf(wanted);
            if (index < 0) continue;
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + wanted.length);
            const box = range.getBoundingClientRect();
            return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
          }
        }
        throw new Error(`${wanted} is not on screen`);
      }, text),
  };
  return person;

  async function becomes(name, expected, patience) {
    const right = typeof expected === 'function' ? expected : (text) => text === expected;
    for (const end = Date.now() + patience; !right(saved(name)); await page.waitForTimeout(50))
      if (Date.now() > end) return false;
    return true;
  }

  function unexpected(name, expected) {
    assert.equal(saved(name), typeof expected === 'function' ? String(expected) : expected, `${name} on disk`);
  }

  /** On a loaded machine a late refresh can close what a key opened; a person presses again. */
  async function pressUntil(key, locator, what, { first = true } = {}) {
    for (let press = first ? 0 : -1; ; press++) {
      if (press >= 0) await page.keyboard.press(key);
      const seen = await locator.waitFor({ timeout: 4000 }).then(
        () => true,
        () => false,
      );
      if (seen) return;
      assert.ok(press < 10, `no ${what} after ${press} times ${key}`);
    }
  }

  /** Columns as the workbench counts them: a character of full width takes two. */
  function columnsOf(line) {
    return [...line].reduce(
      (sum, char) =>
        sum +
        (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/.test(char)
          ? 2
          : 1),
      0,
    );
  }

  async function isFocused(locator) {
    return /\bfocused\b/.test((await locator.getAttribute('class').catch(() => '')) ?? '');
  }
}
