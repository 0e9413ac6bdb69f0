// An SMSC of the npm package `smpp`. Takes orders as JSON lines on standard input, tells what comes as JSON lines.
const smpp = require('smpp');
const tell = (what) => process.stdout.write(JSON.stringify(what) + '\n');
let session;
let last = 0;

const server = smpp.createServer((opened) => {
  opened.on('error', () => {});
  opened.on('bind_transceiver', (pdu) => {
    const right = pdu.system_id === 'tandem' && pdu.password === 'right';
    opened.send(pdu.response({ system_id: 'npm', command_status: right ? smpp.ESME_ROK : smpp.ESME_RINVPASWD }));
    // Not at once: jsmpp may drop an answer that the end of the connection follows on its heels.
    if (!right) return setTimeout(() => opened.close(), 500);
    session = opened;
    tell({ bound: pdu.interface_version });
  });
  opened.on('enquire_link', (pdu) => opened.send(pdu.response()));
  opened.on('unbind', (pdu) => { opened.send(pdu.response()); opened.close(); });
  opened.on('submit_sm', (pdu) => {
    const text = pdu.message_payload ? pdu.message_payload : pdu.short_message;
    const said = Buffer.isBuffer(text.message) ? text.message.toString('utf16le') : text.message;
    if (said === 'too much') return opened.send(pdu.response({ command_status: smpp.ESME_RTHROTTLED }));
    const id = (0xabc00 + ++last).toString(16).toUpperCase();
    tell({ id, from: pdu.source_addr, to: pdu.destination_addr, text: said, coding: pdu.data_coding,
      header: text.udh ? text.udh.map((one) => one.toString('hex')) : [], receipt: pdu.registered_delivery });
    opened.send(pdu.response({ message_id: id }));
    if (pdu.registered_delivery !== 1) return;
    opened.deliver_sm({
      source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, esm_class: 4,
      short_message: `id:${parseInt(id, 16)} sub:001 dlvrd:001 submit date:2611220900 done date:2611220901 stat:DELIVRD err:000 text:`,
    }, (answer) => tell({ receipt: id, status: answer.command_status }));
  });
});

require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const order = JSON.parse(line);
  if (order.deliver) session.deliver_sm(order.deliver, (answer) => tell({ delivered: answer.command_status }));
}).on('close', () => process.exit());
server.listen(0, '127.0.0.1', () => tell({ port: server.address().port }));
