/**
 * Fills in the form in a browser that is not Chromium, through that browser's own driver, and says what it saw.
 *
 *   node walk.mjs firefox|webkit LINK LANGUAGE PICTURE     prints one line of JSON
 */

import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";

import puppeteer from "puppeteer-core";
import { Builder, Capabilities } from "selenium-webdriver";

const MINI_BROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
const PORT = 8471;
const PATIENCE = 30_000;

/** Each gives: name, goto(url), back(), run(function, ...values), picture(), close(). */
const BROWSERS = {
  async firefox() {
    const browser = await puppeteer.launch({ browser: "firefox", executablePath: "/usr/bin/firefox-esr", headless: true });
    const page = await browser.newPage();
    await page.setViewport({ width: 360, height: 640 });
    return {
      name: await browser.version(),
      goto: (url) => page.goto(url),
      back: () => page.goBack(),
      run: (script, ...values) => page.evaluate(script, ...values),
      picture: () => page.screenshot(),
      close: () => browser.close(),
    };
  },
  async webkit() {
    const driver = spawn("WebKitWebDriver", [`--port=${PORT}`], { stdio: "ignore" });
    await listening(PORT);
    const options = { binary: MINI_BROWSER, args: ["--automation"] };
    const browser = await new Builder()
      .usingServer(`http://127.0.0.1:${PORT}`)
      .withCapabilities(new Capabilities({ browserName: "MiniBrowser", "webkitgtk:browserOptions": options }))
      .build();
    await browser.manage().window().setRect({ width: 400, height: 740 });
    const capabilities = await browser.getCapabilities();
    return {
      name: `${capabilities.getBrowserName()}/${capabilities.getBrowserVersion()}`,
      goto: (url) => browser.get(url),
      back: () => browser.navigate().back(),
      run: (script, ...values) => browser.executeScript(script, ...values),
      picture: async () => Buffer.from(await browser.takeScreenshot(), "base64"),
      close: () => browser.quit().finally(() => driver.kill()),
    };
  },
};

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function listening(port) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(100)) {
    if (await fetch(`http://127.0.0.1:${port}/status`).then(() => true, () => false)) {
      return;
    }
  }
}

async function until(browser, script, ...values) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(100)) {
    const found = await browser.run(script, ...values);
    if (found) {
      return found;
    }
  }
  throw new Error(`waited in vain for ${script}`);
}

const has = (selector) => document.querySelector(selector) !== null;
const press = (selector) => document.querySelector(selector).click();

/** Chooses on one screen what a person would, and goes on; says the heading. */
function answer() {
  const wanted = ['[value="now"]', '[value="18+"]', '.card-skip input', ".card input"];
  const typing = document.querySelector('[value="phone"]');
  const card = typing ? document.querySelector(".card-skip input") : wanted.map((each) => document.querySelector(each)).find(Boolean);
  card?.click();
  const heading = document.querySelector("h1").textContent;
  document.getElementById("continue")?.click();
  return heading;
}

async function arrive(browser, link, language) {
  await browser.goto("about:blank");
  await browser.goto(link);
  await until(browser, has, "html[data-ready]");
  await browser.run(press, `#main .languages [lang="${language}"]`);
  await until(browser, has, ".points");
}

const [, , which, link, language, picture] = process.argv;
const browser = await BROWSERS[which]();
try {
  await arrive(browser, link, language);
  const headings = [];
  while (!(await browser.run(has, "#code")) && headings.length < 60) {
    headings.push(await browser.run(answer));
    await pause(100);
  }
  const code = await until(browser, () => document.getElementById("code")?.textContent);
  writeFileSync(picture, await browser.picture());
  await arrive(browser, link, language);
  await browser.run(press, "#exit");
  await until(browser, () => location.pathname === "/start/");
  await browser.back();
  const fresh = await until(browser, () => location.pathname !== "/start/" && !document.querySelector(".points"));
  console.log(JSON.stringify({ name: browser.name, code: code.replace(" ", ""), screens: new Set(headings).size, fresh }));
} finally {
  await browser.close();
}
