import fc from 'fast-check';
import { item } from './src/lib/domain/items/arbitraries';
import { read } from './src/lib/domain/exchange/qti/read';
import { writeItem } from './src/lib/domain/exchange/qti/write';
import { parseItem } from './src/lib/domain/items/registry';
const items = fc.sample(item, {seed: 3, numRuns: 300});
const seen = new Set();
for (const one of items) {
 const xml = writeItem(one);
 const w = read(xml);
 if (JSON.stringify(w.rows[0]?.draft) !== JSON.stringify(one) || w.rows[0]!.lost.length) console.log('DIFF', one.type, JSON.stringify(w), xml);
 const k = one.type + (one.type==='note'?one.form:'') + (one.type==='numeric'? !!one.units : '') ; if (seen.has(k)) continue; seen.add(k);
 const stripped = xml.replace(/<!--[^]*?-->/g,'');
 if (process.argv[2]) console.log(stripped);
 const f = read(stripped);
 console.log(k, JSON.stringify(f.rows[0]?.draft), JSON.stringify([f.flaws,f.lost,f.rows[0]?.flaws,f.rows[0]?.lost]));
 const p = parseItem({...f.rows[0]!.draft, id:'x', objective:'x', area:'1'}); if ('flaws' in p) console.log('  FLAWS', JSON.stringify(p.flaws));
}
