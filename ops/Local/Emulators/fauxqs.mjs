// Starts one region's fauxqs on loopback and any free port, and prints "LISTENING port".
// node fauxqs.mjs <folder that holds node_modules/fauxqs> <region> <account> [data folder]
import { registerHooks } from "node:module";
import { Server } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [home, region, account, dataDir] = process.argv.slice(2);

// fauxqs has no setting for the account id (a constant, 000000000000), and the queues' ARNs must be those of the resource graph.
const constants = pathToFileURL(join(home, "node_modules/fauxqs/dist/common/types.js")).href;
const itsAccount = 'DEFAULT_ACCOUNT_ID = "000000000000"';
registerHooks({
  load(url, context, next) {
    const module = next(url, context);
    if (url !== constants) return module;
    const source = String(module.source);
    if (!source.includes(itsAccount)) throw new Error(`fauxqs no longer says ${itsAccount} in ${url}: change fauxqs.mjs with it.`);
    return { ...module, source: source.replace(itsAccount, `DEFAULT_ACCOUNT_ID = "${account}"`) };
  },
});

// Its address is a constant as well: all interfaces. A local run is nobody else's business.
const listen = Server.prototype.listen;
Server.prototype.listen = function (options, ...rest) {
  if (options === null || typeof options !== "object" || options.host !== "0.0.0.0")
    throw new Error(`fauxqs no longer listens by { host: "0.0.0.0" }: change fauxqs.mjs with it.`);
  return listen.call(this, { ...options, host: "127.0.0.1" }, ...rest);
};

const { startFauxqs } = await import(pathToFileURL(join(home, "node_modules/fauxqs/dist/app.js")).href);
const server = await startFauxqs({ port: 0, logger: false, defaultRegion: region, ...(dataDir ? { dataDir } : {}) });
console.log(`LISTENING ${server.port}`);
