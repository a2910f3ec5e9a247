import { createRequire } from 'node:module';
const require = createRequire('/work/main/package.json');
const { chromium } = require('@playwright/test');
const Axe = require('@axe-core/playwright').default;
import { readFileSync, readdirSync } from 'node:fs';
const executablePath = process.argv[2];
const browser = await chromium.launch({ executablePath });
const t=Date.now();
for (let i=0;i<4;i++){
  const context = await browser.newContext({reducedMotion:'reduce'});
  const page = await context.newPage();
  for (const path of ['/courses','/glossary']) {
  await page.goto(process.argv[3]+path);
  await new Axe({page}).setLegacyMode().withTags(['wcag2a','wcag2aa']).analyze();}
  await context.close();
}
console.log(executablePath, Date.now()-t);
await browser.close();
