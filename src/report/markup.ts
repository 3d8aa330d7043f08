/** Text made safe for XML and HTML. */
import { escapeControls } from './text-safety.ts';

/** For element content and quoted attributes. Control characters, which XML cannot hold at all, become \u{…}. */
export function escapeMarkup(text: string): string {
  return escapeControls(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
