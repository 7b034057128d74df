import { unsafeCSS } from 'lit';
import layout from '../booker/booker.css?inline';
import calendar from '../booker/calendar.css?inline';
import done from '../booker/done.css?inline';
import tokens from '../shared/tokens.css?inline';
import tokensRest from '../shared/tokens-rest.css?inline';
import portal from './portal.css?inline';

/** The booker's own look as far as it goes, and what the portal has besides. */
export const styles = [tokens, tokensRest, layout, calendar, done, portal].map((sheet) => unsafeCSS(sheet));
