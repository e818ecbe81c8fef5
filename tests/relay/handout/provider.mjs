// A single sign-on as a municipality has one: npm's oidc-provider, with the claims that Entra ID gives.
// It reads {"redirects": [...], "client": {"id", "secret"}} from its first line of input, prints its port, and ends
// when its input does. PUT /people sets who there is: {"login": {claims}}.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import Provider from "oidc-provider";

const lines = createInterface({ input: process.stdin });
process.stdin.on("end", () => process.exit(0));
const { redirects, client } = JSON.parse((await lines[Symbol.asyncIterator]().next()).value);
let people = {};

const server = createServer();
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const issuer = `http://localhost:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: redirects }],
  claims: {
    openid: ["sub", "tid", "oid", "groups", "_claim_names", "hasgroups"],
    profile: ["name", "preferred_username"],
    email: ["email"],
  },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  cookies: { keys: ["only for tests"] },
  findAccount: (_, id) => (people[id] ? { accountId: id, claims: () => ({ sub: id, ...people[id] }) } : undefined),
  // The administrator has consented for everybody, as is usual at work.
  async loadExistingGrant(context) {
    const { session, client: asks } = context.oidc;
    const grant = new provider.Grant({ accountId: session.accountId, clientId: asks.clientId });
    grant.addOIDCScope("openid profile email");
    await grant.save();
    return grant;
  },
});

const answer = provider.callback();
server.on("request", async (request, response) => {
  if (request.method !== "PUT" || request.url !== "/people") return answer(request, response);
  let body = "";
  for await (const part of request) body += part;
  people = JSON.parse(body);
  response.writeHead(204).end();
});
console.log(server.address().port);
