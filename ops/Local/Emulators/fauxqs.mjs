// Starts one region's fauxqs on loopback and a port, and prints "CLOCK port" and "LISTENING port".
// node fauxqs.mjs <folder that holds node_modules/fauxqs> <region> <account> <port, 0: any that is free> [data folder]
import { createServer } from "node:http";
import { registerHooks } from "node:module";
import { Server } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [home, region, account, port, dataDir] = process.argv.slice(2);
const address = (file) => pathToFileURL(join(home, "node_modules/fauxqs/dist", file)).href;

// What fauxqs does not do as SQS does, and has no setting for: file, what it says, what it is to say.
const changes = [
  // The queues' ARNs must be those of the resource graph.
  ["common/types.js", 'DEFAULT_ACCOUNT_ID = "000000000000"', `DEFAULT_ACCOUNT_ID = "${account}"`],
  // DeduplicationScope messageGroup: a deduplication id counts within its group (AWS, "High throughput for FIFO queues"). fauxqs stores the attribute and does not apply it.
  ["sqs/actions/sendMessage.js", "checkDeduplication(messageDeduplicationId)", "checkDeduplication(queue.scoped(messageDeduplicationId, messageGroupId))"],
  ["sqs/actions/sendMessage.js", "recordDeduplication(messageDeduplicationId,", "recordDeduplication(queue.scoped(messageDeduplicationId, messageGroupId),"],
  ["sqs/actions/sendMessageBatch.js", "checkDeduplication(dedupId)", "checkDeduplication(queue.scoped(dedupId, entry.MessageGroupId))"],
  ["sqs/actions/sendMessageBatch.js", "recordDeduplication(dedupId,", "recordDeduplication(queue.scoped(dedupId, entry.MessageGroupId),"],
  ["sqs/sqsStore.js", "    checkDeduplication(dedupId) {",
    '    scoped(id, group) { return this.attributes.DeduplicationScope === "messageGroup" ? JSON.stringify([group, id]) : id; }\n    checkDeduplication(dedupId) {'],
  // Its data outlive the process, which is all that is asked of them: without a flush to the disk for each message.
  ["persistence.js", "PRAGMA journal_mode = WAL", "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF"],
  // A message that is given back at once: fauxqs would write null into a column that takes none, fail, and forget the message until its next start.
  ["persistence.js", "this.stmts.updateMessageInflight.run(null, null, null, null, messageId)",
    'this.db.prepare("UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?").run(messageId)'],
];
registerHooks({
  load(url, context, next) {
    const module = next(url, context);
    let source;
    for (const [file, says, instead] of changes.filter(([file]) => address(file) === url)) {
      source ??= String(module.source);
      if (source.split(says).length !== 2) throw new Error(`fauxqs no longer says ${says} once in ${file}: change fauxqs.mjs with it.`);
      source = source.replace(says, () => instead);
    }
    return source === undefined ? module : { ...module, source };
  },
});

// Its time can be moved on, so that nobody has to wait for what a queue waits for: POST milliseconds to the port of CLOCK.
let ahead = 0;
const now = Date.now;
Date.now = () => now() + ahead;
const clock = createServer(async (request, response) => {
  ahead += Number((await request.toArray()).join(""));
  response.end(String(ahead));
});
clock.listen({ port: 0, host: "127.0.0.1" }, () => console.log(`CLOCK ${clock.address().port}`));

// Its address is a constant as well: all interfaces. A local run is nobody else's business.
const listen = Server.prototype.listen;
Server.prototype.listen = function (options, ...rest) {
  if (options === null || typeof options !== "object" || options.host !== "0.0.0.0")
    throw new Error(`fauxqs no longer listens by { host: "0.0.0.0" }: change fauxqs.mjs with it.`);
  return listen.call(this, { ...options, host: "127.0.0.1" }, ...rest);
};

const { startFauxqs } = await import(address("app.js"));
const server = await startFauxqs({ port: Number(port), logger: false, defaultRegion: region, ...(dataDir ? { dataDir } : {}) });
console.log(`LISTENING ${server.port}`);
