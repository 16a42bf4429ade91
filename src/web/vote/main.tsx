import "./vote.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createVoteApi } from "./api/vote-api.ts";
import { VoteApp } from "./vote-app.tsx";

const place = document.getElementById("page");
if (place !== null) {
  const api = createVoteApi((input, init) => fetch(input, init));
  createRoot(place).render(
    <StrictMode>
      <VoteApp api={api} />
    </StrictMode>,
  );
}
