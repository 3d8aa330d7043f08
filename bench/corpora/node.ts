import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mustRun } from '../commands.ts';
import { cacheFolder } from '../paths.ts';
import type { Corpus } from './corpus.ts';
import { treeSize } from './count.ts';

// Popular packages, pinned at the top level; install scripts are not run. Together at least 50,000 files and 1.1 GB.
const packages = [
  '@angular/compiler-cli@18.2.8',
  '@angular/core@18.2.8',
  '@aws-sdk/client-ec2@3.670.0',
  '@aws-sdk/client-s3@3.670.0',
  '@babel/core@7.25.8',
  '@babel/preset-env@7.25.8',
  '@fluentui/react-icons@2.0.260',
  '@mui/material@6.1.4',
  'aws-sdk@2.1691.0',
  'axios@1.7.7',
  'core-js@3.38.1',
  'd3@7.9.0',
  'date-fns@4.1.0',
  'electron@32.2.0',
  'eslint@8.57.1',
  'express@4.21.1',
  'firebase@10.14.1',
  'googleapis@144.0.0',
  'jest@29.7.0',
  'lodash@4.17.21',
  'moment@2.30.1',
  'monaco-editor@0.52.0',
  'mongoose@8.7.1',
  'next@14.2.15',
  'playwright@1.48.0',
  'plotly.js@2.35.2',
  'prettier@3.3.3',
  'puppeteer@23.5.3',
  'react@18.3.1',
  'react-dom@18.3.1',
  'rxjs@7.8.1',
  'storybook@8.3.5',
  'stripe@17.2.0',
  'svelte@4.2.19',
  'three@0.169.0',
  'twilio@5.3.4',
  'typeorm@0.3.20',
  'typescript@5.6.3',
  'vue@3.5.12',
  'webpack@5.95.0',
]; // prettier-ignore

/** Many small files, minified and generated code, maps, locale files: what a scan of a checkout with dependencies meets. */
export const nodeCorpus: Corpus = {
  name: 'node',
  describe: 'node_modules tree of popular packages',
  prepare() {
    const path = cacheFolder('node');
    if (!existsSync(`${path}/node_modules`)) install(path);
    return { path, ...treeSize(path), planted: [] };
  },
};

function install(path: string): void {
  const partial = `${path}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  writeFileSync(`${partial}/package.json`, JSON.stringify({ name: 'bench-corpus', private: true, version: '1.0.0' }));
  const flags = [
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--legacy-peer-deps',
    '--omit=optional',
    '--loglevel=error',
  ];
  mustRun(['npm', 'install', ...flags, ...packages], { cwd: partial, timeoutSeconds: 1800 });
  renameSync(partial, path);
}
