import fc from 'fast-check';
import { item } from './src/lib/domain/items/arbitraries';
import { read } from './src/lib/domain/exchange/moodle/read';
import { write } from './src/lib/domain/exchange/moodle/write';
import { parseItem } from './src/lib/domain/items/registry';
const items = fc.sample(item, {seed: 3, numRuns: 300});
const seen = new Set();
for (const one of items) { const k = one.type + (one.type==='note'?one.form:'') + (one.type==='numeric'? !!one.units : '') ; if (seen.has(k)) continue; seen.add(k);
 const xml = write([one]); 
 const stripped = xml.replace(/<!--[^]*?-->/g,'');
 if (process.argv[2]) console.log(stripped);
 const f = read(stripped);
 console.log(k, JSON.stringify(f.rows[0]!.draft), JSON.stringify([f.flaws,f.lost,f.rows[0]!.flaws,f.rows[0]!.lost]));
 const p = parseItem({...f.rows[0]!.draft, id:'x', objective:'x', area:'1'}); if ('flaws' in p) console.log('  FLAWS', JSON.stringify(p.flaws));
}
const many = Array.from({length: 5000}, (_, i) => items[i % 300]!);
let t = Date.now(); const x = write(many); console.log('write', Date.now()-t, x.length);
t = Date.now(); const r = read(x); console.log('read', Date.now()-t, r.rows.length);
t = Date.now(); read(x.replace(/<!--[^]*?-->/g,'')); console.log('read foreign', Date.now()-t);
