import { readFileSync } from 'node:fs';
import { read } from './src/lib/domain/exchange/qti/read';
import { parseItem } from './src/lib/domain/items/registry';
const f = read(readFileSync('tests/exchange/canvas-quiz.xml','utf8'));
for (const r of f.rows) { console.log(r.line, r.name, r.category, JSON.stringify(r.draft)); console.log('   ', r.flaws.map(x=>x.text), r.lost.map(x=>x.text)); 
 const p = parseItem({...r.draft, id:'x', objective:'x', area:'1'}); if ('flaws' in p) console.log('  FLAWS', JSON.stringify(p.flaws)); }
console.log(f.flaws, f.lost);
