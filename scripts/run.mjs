// The one file that any Node can read: it says clearly what is missing, before anything else is loaded.
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`Meeting Booker needs Node 20 or newer to start; this is ${process.version}.`);
  process.exitCode = 1;
} else {
  import('./launch.mjs').then(({ launch }) => launch(process.argv.slice(2)));
}
