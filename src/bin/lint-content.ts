/** npm run content: what should be mended in the content, and how far it goes. */
import { lessonsOf } from '../lib/server/content/catalogue';
import { coverageOf } from '../lib/server/content/coverage';
import { ContentError } from '../lib/server/content/flaws';
import { lintContent } from '../lib/server/content/lint';
import { readContent } from '../lib/server/content/read';
import { gradeOf } from '../lib/server/content/readability';

try {
  const catalogue = readContent('content');
  for (const course of catalogue.courses) {
    const { areas, blooms, types, items, lessons } = coverageOf(
      course,
      catalogue.outlines[course.outline]!
    );
    console.log(`${course.title}: ${lessons} lessons, ${items} questions\n`);
    console.table(
      areas.map(({ area, title, weight, items, share, lessons, extent }) => ({
        area: `${area} ${title}`,
        'weight %': weight,
        questions: items,
        'share %': Number(share.toFixed(1)),
        lessons,
        extent
      }))
    );
    console.table([blooms]);
    console.table([types]);
    console.table(
      lessonsOf(course).map((lesson) => ({
        lesson: lesson.slug,
        words: lesson.words,
        grade: Number(gradeOf(lesson.passages.flatMap((p) => p.paragraphs)).toFixed(1)),
        questions: lesson.items.length,
        cases: Object.keys(lesson.cases).length,
        sources: lesson.sources.length,
        terms: lesson.terms.length
      }))
    );
  }
  const findings = lintContent('content', catalogue);
  for (const { file, line, fix } of findings) console.error(`content/${file}:${line}  ${fix}`);
  if (findings.length > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
