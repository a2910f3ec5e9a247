import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [sveltekit()],
  // Small parts compress badly alone: what several types of question share travels in one file.
  environments: {
    client: {
      build: {
        // What is loaded later lists its styles only: the scripts that it shares are there by then,
        // and to name them beside every lesson, drawing and type would weigh on each page.
        modulePreload: {
          resolveDependencies: (_, files) => files.filter((file) => file.endsWith('.css'))
        },
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                { name: 'base', test: /node_modules\/svelte\/|vite\/preload-helper/, priority: 1 },
                {
                  name: 'question',
                  // Not what cases or bodies alone need, nor what lessons of schools do.
                  test: /\/lib\/components\/(items\/|lesson\/(?!Case|Ways|way|BodyMap|Image|Prose|load)|Reference)/,
                  minShareCount: 2
                },
                // Nearly every lesson asks these.
                {
                  name: 'usual',
                  test: /\/lib\/components\/items\/(Boolean|Choice|Classify|Match)\.svelte/
                },
                {
                  name: 'answers',
                  test: /\/lib\/components\/(outbox|shelf|post)/
                },
                // For lessons that tell a case; after what every question needs.
                { name: 'case', test: /\/lib\/components\/lesson\/(Case|way)/ }
              ]
            }
          }
        }
      }
    }
  },
  server: { fs: { allow: ['content'] } },
  test: {
    testTimeout: 180_000, // machines differ: a slow one is not a failure
    hookTimeout: 180_000,
    maxWorkers: '100%', // by itself it leaves one processor of two unused
    projects: [
      {
        extends: true,
        // Pure rules leave nothing behind: a fresh world for each file would double the time.
        test: { name: 'unit', isolate: false, include: ['src/**/*.test.ts', 'tests/*.test.ts'] }
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          env: { LOG_LEVEL: 'silent' },
          globalSetup: 'tests/server/setup.ts'
        }
      }
    ]
  }
});
