import { BlockList, isIP } from 'node:net';

/** Which addresses webhooks may be sent to. */
export interface WebhookTargets {
  /** Why nothing may be sent to this URL, as the end of a sentence about it ("must be …"); null: it may, if its name resolves to what `mayReach` lets through. */
  mistakeIn(url: string): string | null;
  /** Whether a connection may be made to this address (IPv4 or IPv6) for a target of this hostname. */
  mayReach(hostname: string, address: string): boolean;
}

/**
 * What is not the public internet, or leads out of it (IANA special-purpose address registries, RFC 6890); and the one public address that is
 * Azure's metadata.
 */
const CLOSED_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** Of IPv6 only global unicast is open, and of that not what is special, documentation, or carries an IPv4 address (Teredo, 6to4). */
const OPEN_IPV6 = '2000::/3';
const CLOSED_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

/** Below these only 443 is somebody's web server. The others are refused by browsers, too (the Fetch standard, "bad port"). */
const FIRST_FREE_PORT = 1024;
const BAD_PORTS = [
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
];

const MOST_CHARACTERS = 2000;

/** Reads one entry of the allow-list: a hostname, an address, or a range of addresses (CIDR). Answers it as it is compared; throws where it is none. */
export function readAllowedTarget(text: string): string {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family !== 0 && rest.length === 0) {
    const most = family === 4 ? 32 : 128;
    if (bits === undefined) return `${address}/${most}`;
    if (/^\d{1,3}$/.test(bits) && Number(bits) <= most) return text;
  }
  const name = text.toLowerCase();
  if (family === 0 && /^(?=.{1,253}$)(?!-)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(name)) return name;
  throw new Error('must be hostnames, addresses or ranges like 10.0.0.0/8, separated by commas');
}

/** Only public addresses by HTTPS, and what `allowed` names besides: by HTTP too, on any port (entries as `readAllowedTarget` answers them). */
export function webhookTargets(allowed: readonly string[]): WebhookTargets {
  const [closed, open, excepted] = [
    blockListOf([...CLOSED_IPV4, ...CLOSED_IPV6]),
    blockListOf([OPEN_IPV6]),
    blockListOf(allowed),
  ];
  const names = new Set(allowed.filter((entry) => !entry.includes('/')));
  const isAllowed = (hostname: string, address: string) => names.has(nameOf(hostname)) || holds(excepted, address);
  const mayReach = (hostname: string, address: string) => {
    if (isIP(address) === 0) return false;
    if (isAllowed(hostname, address)) return true;
    return !holds(closed, address) && (isIP(address) === 4 || holds(open, address));
  };
  return {
    mayReach,
    mistakeIn(text) {
      const url = URL.canParse(text) ? new URL(text) : null;
      if (url === null || !['https:', 'http:'].includes(url.protocol) || text.length > MOST_CHARACTERS) {
        return `must be an address like https://example.com/hook, at most ${MOST_CHARACTERS} characters long`;
      }
      if (url.username !== '' || url.password !== '') return 'must hold no user and no password';
      if (url.hash !== '') return 'must hold no fragment';
      const hostname = nameOf(url.hostname);
      if (isAllowed(hostname, hostname)) return null;
      if (url.protocol !== 'https:') return 'must begin with https://';
      if (isIP(hostname) !== 0 && !mayReach(hostname, hostname)) return 'must be a public address';
      return isUsualPort(url.port)
        ? null
        : 'must have another port: 443, or one from 1024 on that browsers do not refuse';
    },
  };
}

/** A URL's hostname without the brackets of IPv6 and the dot of the root. */
export function nameOf(hostname: string): string {
  return hostname
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
}

function isUsualPort(port: string): boolean {
  return port === '' || (Number(port) >= FIRST_FREE_PORT && !BAD_PORTS.includes(Number(port)));
}

function blockListOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    if (bits !== undefined) list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** An address may bear its interface behind a percent sign. */
function holds(list: BlockList, address: string): boolean {
  const [plain = ''] = address.split('%');
  const family = isIP(plain);
  return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}
