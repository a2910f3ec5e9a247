import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import { read } from './src/lib/domain/exchange/moodle/read';
import { parseXml } from './src/lib/domain/exchange/xml';
const x = readFileSync('/tmp/x/x2-many.xml','utf8').replace(/<!--[^]*?-->/g,'');
let t = Date.now(); parseXml(x); console.log('parse', Date.now()-t);
t = Date.now(); x.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, ' '); console.log('forbidden', Date.now()-t);
t = Date.now(); const r = read(x); console.log('read', Date.now()-t, r.rows.length);
