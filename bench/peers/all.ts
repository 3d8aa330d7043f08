import { ripsecretsPeer } from './cargo.ts';
import { floorPeer } from './floor.ts';
import { gitleaksPeer } from './go.ts';
import { secretlintPeer } from './npm.ts';
import type { Peer } from './peer.ts';
import { credsweeperPeer, detectSecretsPeer, kingfisherPeer } from './python.ts';
import { ripgrepPeer } from './ripgrep.ts';

/** Other people's scanners that a package registry provides. */
export const scannerPeers: readonly Peer[] = [
  kingfisherPeer,
  gitleaksPeer,
  detectSecretsPeer,
  credsweeperPeer,
  secretlintPeer,
  ripsecretsPeer,
];

/** Programs that are no scanners, to measure against. */
export const yardsticks: readonly Peer[] = [ripgrepPeer, floorPeer];
