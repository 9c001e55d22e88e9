export const NOT_BUILT_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Token Ledger</title>
  </head>
  <body>
    <h1>The dashboard is not built</h1>
    <p>Run <code>npm run build</code> and start the API again. The API itself is here: <a href="/api/docs">documentation</a>.</p>
  </body>
</html>
`;
