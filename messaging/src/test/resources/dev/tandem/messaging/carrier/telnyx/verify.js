// Telnyx's own verifier. Takes calls as JSON lines on standard input, tells of each whether it holds.
const { TelnyxWebhook } = require('telnyx/lib/webhooks');

require('readline').createInterface({ input: process.stdin }).on('line', async (line) => {
  const { key, body, signature, time } = JSON.parse(line);
  let holds = true;
  try {
    await new TelnyxWebhook(key).verify(body, { 'telnyx-signature-ed25519': signature, 'telnyx-timestamp': time });
  } catch {
    holds = false;
  }
  process.stdout.write(JSON.stringify({ holds }) + '\n');
}).on('close', () => process.exit());
