# Unbuilt so far by the project itself (linted only): see docs/guides/operations.md.
FROM node:24-bookworm-slim AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 make g++ \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-save --no-audit --no-fund
COPY tsconfig.json vite.config.ts ./
COPY scripts ./scripts
COPY src ./src
COPY scenarios ./scenarios
RUN node scripts/build.mjs && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    NODE_OPTIONS=--max-semi-space-size=64 \
    FOLKMOOT_HOST=0.0.0.0 \
    FOLKMOOT_DATABASE=sqlite:/data/folkmoot.db
WORKDIR /app
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY package.json openapi.json ./
COPY assets ./assets
COPY docs/problems ./docs/problems
COPY scenarios ./scenarios
RUN groupadd --gid 65532 folkmoot \
 && useradd --uid 65532 --gid 65532 --no-create-home --shell /usr/sbin/nologin folkmoot \
 && install -d -o folkmoot -g folkmoot /data
USER 65532:65532
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD node -e "fetch('http://127.0.0.1:8080/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
ENTRYPOINT ["node", "dist/main.js"]
CMD ["serve"]
