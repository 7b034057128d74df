import { unsafeCSS } from 'lit';
import tokens from '../shared/tokens.css?inline';
import layout from './booker.css?inline';
import calendar from './calendar.css?inline';

/** Plain CSS files, so that tools read and shrink them as such; adopted as constructed sheets, which a strict CSP allows. */
export const styles = [tokens, layout, calendar].map((sheet) => unsafeCSS(sheet));
