/** The options that every command which reports findings has (scan, stdin, git), and what they mean together. */
import { resolve } from 'node:path';
import { findWorkTree } from '../model/repository-root.ts';
import { severities } from '../model/severity.ts';
import { Option } from './command-definition.ts';
import { ignoreOptions } from './ignores.ts';
import { configOption, disableRuleOption, enableRuleOption, rulesOption } from './rule-options.ts';
import { ruleStatsText } from './rule-stats.ts';
import type { ScanRequest } from './run-scan.ts';
import { configOf, maskOf, ruleFilesOf, ruleSettings } from './scan-options.ts';
import { oneOf, sizeBytes, wholeNumber } from './values.ts';
import { VeilCommand } from './veil-command.ts';

const PROGRESS_MODES = ['auto', 'always', 'never'] as const;
export const BINARY_MODES = ['skip', 'strings'] as const;
const MOST_THREADS = 256;
const MEBIBYTE = 2 ** 20;

export abstract class ScanningCommand extends VeilCommand {
  format = Option.String('-f,--format,--report-format', {
    description: '[FORMAT] text (the default), json, jsonl, sarif, csv, junit, html, markdown or gitlab',
  });
  reportPath = Option.String('-o,-r,--report-path', {
    description: '[FILE] Write the report to this file (- is stdout)',
  });
  redact = Option.String('--redact', {
    tolerateBoolean: true,
    description: '[=N] Mask secrets whole, or the last N percent of each',
  });
  maskMode = Option.String('--mask-mode', { description: '[MODE] redact, partial (the default) or plain' });
  unsafe = Option.Boolean('--unsafe', false, { description: 'Show secrets unmasked' });
  limit = Option.String('--limit', { description: '[N] Show at most that many findings in the text report' });
  verbose = Option.Boolean('-v,--verbose', false, {
    description: 'List skipped files, excepted and ignored findings, too',
  });
  quiet = Option.Boolean('-q,--quiet', false, { description: 'No summary and no progress; errors are still told' });
  noColor = Option.Boolean('--no-color', false, { description: 'No colours (NO_COLOR does the same)' });
  progress = Option.String('--progress', {
    description: '[WHEN] Progress on stderr: auto (on a terminal), always, never',
  });

  config = configOption();
  exitCode = Option.String('--exit-code', { description: '[N] Exit status when there are findings (default 1)' });
  failOnSeverity = Option.String('--fail-on-severity', {
    description: '[LEVEL] Only findings of this severity or above fail: low, medium, high, critical',
  });
  failOnFindings = Option.String('--fail-on-findings', {
    description: '[N] Fail from that many findings on (default 1)',
  });

  baseline = Option.String('-b,--baseline,--baseline-path', {
    description: "[FILE] Leave out the findings of this baseline, or of a json report of veil's or gitleaks'",
  });
  writeBaseline = Option.String('--write-baseline', {
    description: '[FILE] Write the findings of this scan to a baseline',
  });
  ignoreGitleaksAllow = Option.Boolean('--ignore-gitleaks-allow', false, {
    description: 'Report what a comment gitleaks:allow takes back',
  });

  enableRule = enableRuleOption();
  disableRule = disableRuleOption();
  rules = rulesOption();
  showLowConfidence = Option.Boolean('--show-low-confidence', false, {
    description: 'Report findings of low confidence, too',
  });
  threads = Option.String('-j,--threads', { description: '[N] Threads (default: one a core)' });
  ruleStats = Option.Boolean('--rule-stats', false, {
    description: 'Tell on stderr what each rule cost (the scan is slower for it)',
  });
  timeout = Option.String('--timeout', {
    description: '[S] End after that many seconds: what is found by then is reported, exit 2',
  });

  systemRegistry = Option.String('--system-registry', {
    description: '[PATH] Exception registry to use (default .veil/exception_registry.toml)',
  });
  strictExceptions = Option.Boolean('--strict-exceptions', false, {
    description: 'An unusable registry exits 2; only expired exceptions, 3',
  });
  noExceptions = Option.Boolean('--no-exceptions', false, { description: 'Do not use the exception registry' });
  lockRetry = Option.String('--lock-retry', {
    description: '[MS] Wait at most that many milliseconds for a locked registry (default 0)',
  });

  /** Accepted, so that the line written for another scanner keeps working: veil prints no banner. */
  noBanner = Option.Boolean('--no-banner', false, { hidden: true });

  /** Of a scan of the git repository at `path`, as typed: from each of its folders the same configuration holds. */
  protected async requestForGit(path: string): Promise<Omit<ScanRequest, 'scannedPaths'>> {
    const folder = resolve(this.context.cwd, path);
    return this.request([findWorkTree(folder) ?? folder]);
  }

  /**
   * What the configuration and the options ask for, checked; `Problem` for what is wrong. Options come last.
   * `scannedPaths`, absolute: whose configuration holds; the current folder's without any.
   */
  protected async request(scannedPaths?: readonly string[]): Promise<Omit<ScanRequest, 'scannedPaths'>> {
    const { context } = this;
    const { values: config, itemPlace, globFolder } = await configOf(context, this.config, this.quiet, scannedPaths);
    const registryPath = this.systemRegistry ?? (config['exceptions.registry'] || undefined);
    return {
      context,
      formatName: this.format ?? 'text',
      ...(this.reportPath === undefined || this.reportPath === '-' ? {} : { reportPath: this.reportPath }),
      mask: maskOf(this),
      ...(this.limit === undefined ? {} : { limit: wholeNumber('--limit', this.limit, 0) }),
      verbose: this.verbose,
      quiet: this.quiet,
      color: !this.noColor && context.colorDepth > 1,
      progress: oneOf('--progress', this.progress ?? 'auto', PROGRESS_MODES),
      ...(this.exitCode === undefined ? {} : { findingsExitCode: wholeNumber('--exit-code', this.exitCode, 0, 255) }),
      gates: {
        severity: oneOf('--fail-on-severity', this.failOnSeverity ?? config['gates.severity'], severities),
        findings: wholeNumber('--fail-on-findings', this.failOnFindings ?? String(config['gates.findings']), 1),
      },
      ...(this.timeout === undefined ? {} : { timeoutSeconds: wholeNumber('--timeout', this.timeout, 0, 10_000_000) }),
      registry: {
        ...(registryPath === undefined ? {} : { path: registryPath }),
        strict: this.strictExceptions || config['exceptions.strict'],
        disabled: this.noExceptions,
        lockRetryMs: wholeNumber('--lock-retry', this.lockRetry ?? '0', 0),
      },
      ignores: ignoreOptions(config, {
        ignoreGitleaksAllow: this.ignoreGitleaksAllow,
        baseline: this.baseline,
        writeBaseline: this.writeBaseline,
      }),
      ruleFiles: ruleFilesOf(config, this.rules),
      configPlace: itemPlace,
      settings: {
        ...ruleSettings(config, this),
        configGlobs: {
          include: config['scan.include'],
          exclude: config['scan.exclude'],
          ...(globFolder === undefined ? {} : { folder: globFolder }),
        },
        gitignore: config['scan.gitignore'],
        followSymlinks: config['scan.follow-symlinks'],
        ...(this.threads === undefined ? {} : { threads: wholeNumber('--threads', this.threads, 1, MOST_THREADS) }),
        listSkipped: this.verbose,
        ...(this.ruleStats ? { onRuleCosts: (costs) => context.stderr.write(ruleStatsText(costs)) } : {}),
      },
    };
  }
}

/** The options of a command that scans files, beyond those above. */
export abstract class FileScanningCommand extends ScanningCommand {
  include = Option.Array('--include', { description: '[GLOB] Scan only files that match this glob (repeat)' });
  exclude = Option.Array('--exclude', { description: '[GLOB] Leave out what matches this glob (repeat)' });
  noGitignore = Option.Boolean('--no-gitignore', false, { description: "Scan what git's ignore rules leave out, too" });
  followSymlinks = Option.Boolean('--follow-symlinks', false, { description: 'Follow symbolic links' });
  binary = Option.String('--binary', {
    description: '[HOW] Files that look binary: skip (the default), or strings: report what is certain in them',
  });
  maxFileSize = Option.String('--max-file-size', {
    description: '[SIZE] Skip larger files: 512k, 10MB (default: no limit)',
  });
  /** The other scanner's name for it, in megabytes. */
  maxTargetMegabytes = Option.String('--max-target-megabytes', { hidden: true });

  /** `settings` with the options of files added. */
  protected withFileOptions(settings: ScanRequest['settings']): ScanRequest['settings'] {
    const maxFileBytes = this.#maxFileBytes();
    return {
      ...settings,
      include: this.include ?? [],
      exclude: this.exclude ?? [],
      gitignore: !this.noGitignore && settings.gitignore !== false,
      followSymlinks: this.followSymlinks || settings.followSymlinks === true,
      ...(this.binary === undefined ? {} : { binary: oneOf('--binary', this.binary, BINARY_MODES) }),
      ...(maxFileBytes === undefined ? {} : { maxFileBytes }),
    };
  }

  #maxFileBytes(): number | undefined {
    if (this.maxFileSize !== undefined) return sizeBytes('--max-file-size', this.maxFileSize);
    if (this.maxTargetMegabytes === undefined) return undefined;
    return wholeNumber('--max-target-megabytes', this.maxTargetMegabytes, 0, 1_000_000) * MEBIBYTE;
  }
}
