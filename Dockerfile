# The service alone: PostgreSQL is another container's (docker-compose.yml), so the embedded one stays out.

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# With the optional ones: the bundler of the auditor's page is one of them.
RUN npm ci --ignore-scripts
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY migrations ./migrations
COPY src ./src
RUN node src/launch/build.mjs

FROM node:22-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 STET_DATA=/var/lib/stet
WORKDIR /app
# A named volume takes its first owner and mode from here: the keys in it are the service's alone.
RUN install -d -o node -g node -m 700 /var/lib/stet
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
USER node
VOLUME /var/lib/stet
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the process that docker stop signals: no npm and no shell in between.
# Most of what a request makes is gone with its answer: a young generation of that many megabytes is looked through less often.
CMD ["node", "--max-semi-space-size=32", "dist/src/main.js"]
