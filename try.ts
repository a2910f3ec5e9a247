import fc from 'fast-check';
import { item } from './src/lib/domain/items/arbitraries';
import { read, write } from './src/lib/server/exchange/package';
const items = fc.sample(item, {seed: 3, numRuns: 300});
const many = Array.from({length: 5000}, (_, i) => items[i % 300]!);
let t = Date.now(); const z = write(many); console.log('write', Date.now()-t, z.length);
t = Date.now(); const r = read(z); console.log('read', Date.now()-t, r.rows.length, r.flaws, r.lost);
console.log(JSON.stringify(r.rows.map(r=>r.draft))===JSON.stringify(many), r.rows[9]);
