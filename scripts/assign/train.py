#!/usr/bin/env python3
"""Trains the two models of native/match/assign/scores.cc and writes native/match/assign/model_data.inc.

usage: scripts/assign/train.py PROBE OUT SOURCE_TREE...

Positives are made up (generate.py). Negatives are what PROBE reads as the values of telling names in the source trees,
and quoted text without spaces from the same files; whatever looks drawn at random is left out of them, because test
vectors and hashes in source code would teach the wrong thing. Boosted trees on histograms, plain numpy.
"""
import os
import random
import re
import subprocess
import sys

import numpy as np

from generate import human, machine, secrets

BINS = 48
TREES = 70
DEPTH = 5
RATE = 0.2
L2 = 4.0
QUOTED = re.compile(rb'"([^"\s\\]{4,80})"|\'([^\'\s\\]{4,80})\'')
TEXT = re.compile(r'\.(c|h|cc|cpp|py|rb|js|ts|php|java|go|rs|sh|pl|md|txt|rst|html|xml|json|yml|yaml|sql|1|conf|cs|po|inc)$')


def list_files(trees):
    for tree in trees:
        for folder, folders, names in os.walk(tree):
            folders.sort()
            for name in sorted(names):
                if TEXT.search(name):
                    yield os.path.join(folder, name)


def quoted_strings(files, rng, count):
    found = set()
    for path in files:
        try:
            with open(path, 'rb') as file:
                data = file.read(40000)
        except OSError:
            continue
        here = {a or b for a, b in QUOTED.findall(data)}
        here = [x.decode('utf-8', 'replace') for x in here]
        found.update(rng.sample(sorted(here), min(12, len(here))))
    found = sorted(found)
    rng.shuffle(found)
    return found[:count]


def candidates(probe, files):
    done = subprocess.run([probe, 'candidates'], input='\n'.join(files).encode('utf-8', 'surrogateescape'),
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    rows = []
    for line in done.stdout.decode('utf-8', 'replace').split('\n'):
        row = line.split('\t')
        if len(row) == 9 and len(row[7]) >= 3:
            rows.append(row)
    return rows


def measure(probe, values):
    done = subprocess.run([probe, 'features'], input='\n'.join(values).encode('utf-8', 'replace'),
                          stdout=subprocess.PIPE, check=True)
    lines = done.stdout.decode().split('\n')
    names = lines[0].split('\t')[:-3]
    table = np.array([[float(x) for x in line.split('\t')] for line in lines[1:] if line], dtype=np.float32)
    assert len(table) == len(values), (len(table), len(values))
    return names, table[:, :-3], table[:, -1].astype(int)


def looks_random(f, n):
    """Source trees hold hashes, keys of test vectors and blobs: they are no negatives for a model of randomness."""
    size = 2 ** f[:, n['length']]
    mixed = (f[:, n['digit']] > .12) & (f[:, n['lower']] + f[:, n['upper']] > .12)
    hexes = (f[:, n['is_hex']] > 0) & (size >= 14) & mixed
    blob = (size >= 14) & mixed & (f[:, n['word_cover']] < .35) & (f[:, n['changes']] > .25)
    blob |= (size >= 24) & (f[:, n['case_mix']] > .3) & (f[:, n['word_cover']] < .4)
    blob |= (size >= 16) & (f[:, n['trigram_mean']] < -.6)
    return hexes | blob


class Boosting:
    def __init__(self, x, y, weight):
        quantiles = np.linspace(0, 1, BINS + 1)[1:-1]
        self.cuts = [np.unique(np.quantile(x[:, j], quantiles).astype(np.float32)) for j in range(x.shape[1])]
        self.trees = []
        rate = np.average(y, weights=weight)
        self.start = float(np.log(rate / (1 - rate)))
        binned = np.stack([np.searchsorted(cut, x[:, j], side='left') for j, cut in enumerate(self.cuts)], 1).astype(np.int32)
        score = np.full(len(y), self.start)
        for _ in range(TREES):
            p = 1 / (1 + np.exp(-score))
            tree, leaf_of = self.grow(binned, weight * (p - y), weight * np.maximum(p * (1 - p), 1e-6))
            self.trees.append(tree)
            score += leaf_of

    def grow(self, binned, gradient, hessian):
        out = np.zeros(len(gradient))

        def split(rows, depth):
            g, h = gradient[rows].sum(), hessian[rows].sum()
            best = (1e-3, None, None)
            if depth < DEPTH and len(rows) > 60:
                for j in range(binned.shape[1]):
                    b = binned[rows, j]
                    left_g = np.cumsum(np.bincount(b, gradient[rows], BINS))[:len(self.cuts[j])]
                    left_h = np.cumsum(np.bincount(b, hessian[rows], BINS))[:len(self.cuts[j])]
                    if len(left_g) == 0:
                        continue
                    gain = left_g ** 2 / (left_h + L2) + (g - left_g) ** 2 / (h - left_h + L2) - g * g / (h + L2)
                    gain[(left_h < 3) | (h - left_h < 3)] = 0
                    at = int(np.argmax(gain))
                    if gain[at] > best[0]:
                        best = (gain[at], j, at)
            if best[1] is None:
                value = -RATE * g / (h + L2)
                out[rows] = value
                return float(value)
            _, j, at = best
            mask = binned[rows, j] <= at
            return (j, float(self.cuts[j][at]), split(rows[mask], depth + 1), split(rows[~mask], depth + 1))

        tree = split(np.arange(len(gradient)), 0)
        return tree, out

    def predict(self, x):
        score = np.full(len(x), self.start)

        def walk(tree, rows):
            if isinstance(tree, float):
                score[rows] += tree
                return
            mask = x[rows, tree[0]] <= tree[1]
            walk(tree[2], rows[mask])
            walk(tree[3], rows[~mask])

        for tree in self.trees:
            walk(tree, np.arange(len(x)))
        return score

    def flatten(self):
        nodes, roots = [], []

        def emit(tree):
            if isinstance(tree, float):
                nodes.append((255, 0, tree))
                return
            at = len(nodes)
            nodes.append(None)
            emit(tree[2])
            right = len(nodes) - at
            emit(tree[3])
            nodes[at] = (tree[0], right, tree[1])

        for tree in self.trees:
            roots.append(len(nodes))
            emit(tree)
        return nodes, roots


def write_model(out, name, model):
    nodes, roots = model.flatten()
    out.write(f'constexpr ModelNode k{name}Nodes[{len(nodes)}] = {{\n')
    line = ''
    for feature, right, value in nodes:
        number = f'{value:.5g}'
        if '.' not in number and 'e' not in number:
            number += '.0'
        item = f'{{{feature},{right},{number}F}},'
        if len(line) + len(item) > 118:
            out.write(line + '\n')
            line = ''
        line += item
    out.write(line + '\n};\n')
    out.write(f'constexpr uint16_t k{name}Roots[{len(roots)}] = {{\n{",".join(map(str, roots))}\n}};\n')
    out.write(f'constexpr size_t k{name}Trees = {len(roots)};\nconstexpr float k{name}Start = {model.start:.6f}F;\n\n')


def report(name, model, x, y, hold, values, why):
    score = model.predict(x)
    for label, rows in (('train', ~hold), ('hold', hold)):
        for cut in (-2, -1, 0, 1, 2, 3, 4):
            told = score[rows] > cut
            print(f'{name} {label} cut {cut}: recall {told[y[rows] == 1].mean():.3f} '
                  f'false {told[y[rows] == 0].mean():.4f}')
    worst = np.argsort(-score * (y == 0))[:60]
    print(name, 'worst negatives', [values[i] for i in worst])
    missed = np.argsort(score * (y == 1))[:60]
    print(name, 'worst positives', [values[i] for i in missed])


def train(probe, name, positives, negatives, boosts):
    values = positives + negatives
    names, x, why = measure(probe, values)
    n = {feature: i for i, feature in enumerate(names)}
    y = np.array([1] * len(positives) + [0] * len(negatives))
    keep = np.ones(len(y), bool)
    keep[y == 0] = ~looks_random(x[y == 0], n)
    keep &= why == 0  # the checks before the model have spoken already
    weight = np.where(y == 1, 1.0, 1.0)
    for i, boost in enumerate(boosts):
        weight[len(positives) + i] = boost
    x, y, weight = x[keep], y[keep], weight[keep]
    values = [v for v, k in zip(values, keep) if k]
    weight[y == 1] *= weight[y == 0].sum() / (y == 1).sum()
    weight *= len(weight) / weight.sum()
    rng = np.random.default_rng(7)
    hold = rng.random(len(y)) < .15
    model = Boosting(x[~hold], y[~hold].astype(float), weight[~hold])
    print(name, 'samples', len(y), 'positive', int(y.sum()))
    report(name, model, x, y, hold, values, why)
    return model


def main():
    probe, out, trees = sys.argv[1], sys.argv[2], sys.argv[3:]
    rng = random.Random(1)
    files = list(list_files(trees))
    rows = candidates(probe, files)
    rng.shuffle(files)
    words = sorted({w for w in open('/usr/share/dict/american-english').read().split() if w.isalpha() and w.isascii() and 4 <= len(w) <= 12})
    for name in ('ngerman', 'french', 'spanish'):
        listed = [w for w in open('/usr/share/dict/' + name).read().split() if w.isalpha() and w.isascii() and 4 <= len(w) <= 9]
        words += rng.sample(listed, 6000)
    words = [w.lower() for w in words]
    quoted = quoted_strings(files[:60000], rng, 160000)
    read = sorted({row[7] for row in rows if len(row[7]) <= 200})
    named = sorted({row[7] for row in rows if row[0] == 'password' and not (re.search('[0-9]', row[7]) and re.search('[A-Za-z]', row[7]))})
    foreign = []
    for name in ('ngerman', 'french', 'spanish'):
        listed = [w for w in open('/usr/share/dict/' + name).read().split() if w.isalpha() and w.isascii() and 5 <= len(w)]
        foreign += rng.sample(listed, 2500)
    machine_model = train(probe, 'Machine', secrets(11, 60000, words, machine),
                          read + quoted, [2.0] * len(read) + [1.0] * len(quoted))
    no_mix = [v for v in read if not (re.search('[0-9]', v) and re.search('[A-Za-z]', v))]
    human_model = train(probe, 'Human', secrets(12, 60000, words, human) + secrets(13, 12000, words, machine),
                        no_mix + named + quoted[:90000] + foreign,
                        [1.0] * len(no_mix) + [3.0] * len(named) + [1.0] * 90000 + [2.0] * len(foreign))
    with open(out, 'w') as file:
        file.write('// Generated by scripts/assign/train.py; do not edit.\n\n')
        write_model(file, 'Machine', machine_model)
        write_model(file, 'Human', human_model)


main()
