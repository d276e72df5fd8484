// A provider of identities on this computer, for one journey; `localhost`, so that it is another site than 127.0.0.1. Whoever signs in is who they say they are: the login that is
// typed becomes the subject and `preferred_username`; `strong` in the password makes it a strong sign-in.
// Arguments: the port (0 for any), and the address that people are sent back to.
import { createServer } from "node:http";
import Provider, { interactionPolicy } from "oidc-provider";

const [port, backTo] = process.argv.slice(2);
const server = createServer();
server.listen(Number(port), "127.0.0.1", () => {
  const issuer = `http://localhost:${server.address().port}`;
  const strong = "urn:example:high";
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "banyan",
        client_secret: "a secret: %/+",
        redirect_uris: [backTo],
        grant_types: ["authorization_code"],
        response_types: ["code"],
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    pkce: { required: () => true, methods: ["S256"] },
    acrValues: [strong],
    claims: { openid: ["sub", "acr", "amr"], profile: ["preferred_username", "name", "commune"] },
    features: { devInteractions: { enabled: false } },
    interactions: {
      policy: interactionPolicy.base(),
      url: (_, interaction) => `/interaction/${interaction.uid}`,
    },
    cookies: { keys: ["only for a test"] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id, name: `Person ${id}`, commune: "17110" }),
    }),
  });
  const callback = provider.callback();
  server.on("request", (request, response) => {
    if (!request.url.startsWith("/interaction/")) {
      callback(request, response);
      return;
    }
    interact(provider, request, response, strong).catch((error) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  console.log(`provider at ${issuer}`);
});

// The login page and its answer, and the consent, which is always given.
async function interact(provider, request, response, strong) {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  if (prompt.name === "consent") {
    const grant = grantId
      ? await provider.Grant.find(grantId)
      : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    const result = { consent: { grantId: await grant.save() } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
    return;
  }
  if (request.method !== "POST") {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="en"><title>Provider</title><h1>Provider</h1>
      <form method="post"><input name="login" aria-label="login"><input name="password" aria-label="password">
      <button name="answer" value="yes">Sign in</button><button id="no" name="answer" value="no">No</button></form>`);
    return;
  }
  let body = "";
  for await (const part of request) body += part;
  const sent = new URLSearchParams(body);
  const result =
    sent.get("answer") === "yes"
      ? {
          login: {
            accountId: sent.get("login"),
            ...(sent.get("password") === "strong" ? { acr: strong, amr: ["hwk"] } : { amr: ["pwd"] }),
          },
        }
      : { error: "access_denied", error_description: "The person said no" };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}
