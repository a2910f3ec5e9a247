FROM node:20-slim
WORKDIR /app

# packages change less often than sources: a layer of their own
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev

COPY . .
RUN node -e "import('./src/bin/setup.js').then((setup) => { setup.ensureInstalled(); setup.ensureBuilt(); })" \
 && mkdir data && chown node:node data

USER node
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/bin/start.js"]
