// Every Node can read this file, and it loads nothing before it has looked at which Node it is.
const OLDEST = 24;
if (Number(process.versions.node.split('.')[0]) < OLDEST) {
  process.stderr.write(`Meeting Booker needs Node ${OLDEST} or newer; this is ${process.versions.node}.\n`);
  process.exitCode = 1;
} else {
  import('./program.ts')
    .then((program) => program.run(process.argv.slice(2)))
    .catch((error) => {
      process.stderr.write(`Meeting Booker cannot start: ${error instanceof Error ? error.message : error}\n`);
      process.exitCode = 1;
    });
}

export {};
