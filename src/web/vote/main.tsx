import "./vote.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createVoteApi } from "./api/vote-api.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { BrokenPage } from "./status/broken-page.tsx";
import { VoteApp } from "./vote-app.tsx";

const place = document.getElementById("page");
if (place !== null) {
  const api = createVoteApi((input, init) => fetch(input, init));
  createRoot(place).render(
    <StrictMode>
      <ErrorBoundary fallback={<BrokenPage />}>
        <VoteApp api={api} />
      </ErrorBoundary>
    </StrictMode>,
  );
}
