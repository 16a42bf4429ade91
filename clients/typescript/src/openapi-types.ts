// Generated from openapi.json by `npm run openapi`. Do not edit: a test compares.

export interface paths {
    "/api/v1/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the collections
         * @description All collections that are live now, by slug.
         */
        get: operations["listCollections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{collection_slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a collection
         * @description One collection and the dimensions its answers are scored on.
         */
        get: operations["getCollection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{collection_slug}/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a collection's scenarios
         * @description The public part of every scenario of the collection, without briefs and tools.
         */
        get: operations["listScenarios"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{collection_slug}/scenarios/{scenario_slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a scenario
         * @description The public part of one scenario: the brief, the openings and the tools.
         */
        get: operations["getScenario"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/episodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an episode
         * @description Opens one run of a scenario. The persona speaks first; answer it with `POST /api/v1/episodes/{episode_id}/turns`.
         */
        post: operations["createEpisode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/episodes/{episode_id}/turns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Play a turn
         * @description Sends the policy's move and gets the persona's answer. The same turn with the same messages again gets the same answer.
         */
        post: operations["playTurn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/episodes/{episode_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an episode
         * @description Settings, standing and the transcript so far. An episode that an earlier version played is shown as it was kept.
         */
        get: operations["getEpisode"];
        put?: never;
        post?: never;
        /**
         * End an episode
         * @description Ends an open episode with the reason `client_terminated`. Ending one that is over changes nothing.
         */
        delete: operations["endEpisode"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/episodes/{episode_id}/fork": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Branch an episode
         * @description Opens new episodes with the same past up to a turn: equal starts for a group, or another try from the middle.
         */
        post: operations["forkEpisode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/episodes/{episode_id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify an episode
         * @description Plays the episode's moves again and compares every state and observation with what was stored. Takes no body.
         */
        post: operations["verifyEpisode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score a conversation
         * @description How good is this conversation? The persona speaks first, then policy and persona take turns.
         */
        post: operations["evaluate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batch/evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score many conversations
         * @description Each item is scored on its own; a bad item gets an error in its place and never fails the others.
         */
        post: operations["evaluateBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare two conversations
         * @description Which of these is better? Both answer the same scenario. Swapping them mirrors the answer exactly.
         */
        post: operations["compare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batch/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare many pairs
         * @description Each pair is compared on its own, as for preference data sets; a bad pair gets an error in its place.
         */
        post: operations["compareBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comparisons/{comparison_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a comparison
         * @description How a comparison that people were asked about stands by now, or stood at a revision. Votes that come after the answer make further revisions; none is ever changed.
         */
        get: operations["getComparison"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comparisons/{comparison_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a comparison
         * @description Server-sent events: one `revision` for each revision, its number as the event's id and the comparison as its data, from the first one on or after `Last-Event-ID`. The line ends after the final one, or with the key it was opened with; whoever has the final one gets 204.
         */
        get: operations["followComparison"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/{tool_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a tool call, for NeMo Gym
         * @description Says whether the call fits its tool. It counts when the response that holds it is verified or played.
         */
        post: operations["nemoGymCallTool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/{scenario_slug}/{tool_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a tool call, for NeMo Gym
         * @description Says whether the call fits its tool. It counts when the response that holds it is verified or played.
         */
        post: operations["nemoGymCallToolOfScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/{tool_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a tool call, for NeMo Gym
         * @description Says whether the call fits its tool. It counts when the response that holds it is verified or played.
         */
        post: operations["nemoGymCallToolByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/{scenario_slug}/{tool_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a tool call, for NeMo Gym
         * @description Says whether the call fits its tool. It counts when the response that holds it is verified or played.
         */
        post: operations["nemoGymCallToolOfScenarioByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/seed_session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a session, for NeMo Gym
         * @description Checks that the row's scenario is there, and names it in a cookie for the tools. `verify` needs no session.
         */
        post: operations["nemoGymSeedSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/{scenario_slug}/seed_session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a session, for NeMo Gym
         * @description Checks that the row's scenario is there, and names it in a cookie for the tools. `verify` needs no session.
         */
        post: operations["nemoGymSeedSessionOfScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/seed_session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a session, for NeMo Gym
         * @description Checks that the row's scenario is there, and names it in a cookie for the tools. `verify` needs no session.
         */
        post: operations["nemoGymSeedSessionByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/{scenario_slug}/seed_session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a session, for NeMo Gym
         * @description Checks that the row's scenario is there, and names it in a cookie for the tools. `verify` needs no session.
         */
        post: operations["nemoGymSeedSessionOfScenarioByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/close_session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a session, for NeMo Gym
         * @description Nothing is kept for a session, so this always succeeds.
         */
        post: operations["nemoGymCloseSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/{scenario_slug}/close_session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a session, for NeMo Gym
         * @description Nothing is kept for a session, so this always succeeds.
         */
        post: operations["nemoGymCloseSessionOfScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/close_session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a session, for NeMo Gym
         * @description Nothing is kept for a session, so this always succeeds.
         */
        post: operations["nemoGymCloseSessionByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/{scenario_slug}/close_session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a session, for NeMo Gym
         * @description Nothing is kept for a session, so this always succeeds.
         */
        post: operations["nemoGymCloseSessionOfScenarioByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score a rollout, for NeMo Gym and verifiers
         * @description Scores the conversation of the row's input and the response's output. The answer is the row as it came, with `reward` and the components that it is the sum of.
         */
        post: operations["nemoGymVerify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/{scenario_slug}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score a rollout, for NeMo Gym and verifiers
         * @description Scores the conversation of the row's input and the response's output. The answer is the row as it came, with `reward` and the components that it is the sum of.
         */
        post: operations["nemoGymVerifyOfScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score a rollout, for NeMo Gym and verifiers
         * @description Scores the conversation of the row's input and the response's output. The answer is the row as it came, with `reward` and the components that it is the sum of.
         */
        post: operations["nemoGymVerifyByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/{scenario_slug}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score a rollout, for NeMo Gym and verifiers
         * @description Scores the conversation of the row's input and the response's output. The answer is the row as it came, with `reward` and the components that it is the sum of.
         */
        post: operations["nemoGymVerifyOfScenarioByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare responses, for NeMo Gym
         * @description Rewards of responses to one conversation by their standing among each other, as `genrm_compare` answers.
         */
        post: operations["nemoGymCompare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/{scenario_slug}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare responses, for NeMo Gym
         * @description Rewards of responses to one conversation by their standing among each other, as `genrm_compare` answers.
         */
        post: operations["nemoGymCompareOfScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare responses, for NeMo Gym
         * @description Rewards of responses to one conversation by their standing among each other, as `genrm_compare` answers.
         */
        post: operations["nemoGymCompareByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/{scenario_slug}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare responses, for NeMo Gym
         * @description Rewards of responses to one conversation by their standing among each other, as `genrm_compare` answers.
         */
        post: operations["nemoGymCompareOfScenarioByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/aggregate_metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Summarise verified rows, for NeMo Gym
         * @description Means and spreads of every number of the rows, by task and in all.
         */
        post: operations["nemoGymAggregateMetrics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/{scenario_slug}/aggregate_metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Summarise verified rows, for NeMo Gym
         * @description Means and spreads of every number of the rows, by task and in all.
         */
        post: operations["nemoGymAggregateMetricsOfScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/aggregate_metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Summarise verified rows, for NeMo Gym
         * @description Means and spreads of every number of the rows, by task and in all.
         */
        post: operations["nemoGymAggregateMetricsByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/{scenario_slug}/aggregate_metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Summarise verified rows, for NeMo Gym
         * @description Means and spreads of every number of the rows, by task and in all.
         */
        post: operations["nemoGymAggregateMetricsOfScenarioByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an episode, for NeMo Gym's gymnasium agent
         * @description Begins an episode of the row's scenario, which the cookie names from then on.
         */
        post: operations["nemoGymReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/{scenario_slug}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an episode, for NeMo Gym's gymnasium agent
         * @description Begins an episode of the row's scenario, which the cookie names from then on.
         */
        post: operations["nemoGymResetOfScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an episode, for NeMo Gym's gymnasium agent
         * @description Begins an episode of the row's scenario, which the cookie names from then on.
         */
        post: operations["nemoGymResetByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/{scenario_slug}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an episode, for NeMo Gym's gymnasium agent
         * @description Begins an episode of the row's scenario, which the cookie names from then on.
         */
        post: operations["nemoGymResetOfScenarioByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Play a turn, for NeMo Gym's gymnasium agent
         * @description Plays the response as the policy's move. The rewards of all steps sum to the episode's.
         */
        post: operations["nemoGymStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/{scenario_slug}/step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Play a turn, for NeMo Gym's gymnasium agent
         * @description Plays the response as the policy's move. The rewards of all steps sum to the episode's.
         */
        post: operations["nemoGymStepOfScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Play a turn, for NeMo Gym's gymnasium agent
         * @description Plays the response as the policy's move. The rewards of all steps sum to the episode's.
         */
        post: operations["nemoGymStepByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/{scenario_slug}/step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Play a turn, for NeMo Gym's gymnasium agent
         * @description Plays the response as the policy's move. The rewards of all steps sum to the episode's.
         */
        post: operations["nemoGymStepOfScenarioByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End an episode, for NeMo Gym's gymnasium agent
         * @description Ends the session's episode. One that is over, or was never begun, is closed already.
         */
        post: operations["nemoGymClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/{scenario_slug}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End an episode, for NeMo Gym's gymnasium agent
         * @description Ends the session's episode. One that is over, or was never begun, is closed already.
         */
        post: operations["nemoGymCloseOfScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End an episode, for NeMo Gym's gymnasium agent
         * @description Ends the session's episode. One that is over, or was never begun, is closed already.
         */
        post: operations["nemoGymCloseByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/{scenario_slug}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End an episode, for NeMo Gym's gymnasium agent
         * @description Ends the session's episode. One that is over, or was never begun, is closed already.
         */
        post: operations["nemoGymCloseOfScenarioByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a resources server is there, for NeMo Gym
         * @description Says so where there is such a collection, or scenario.
         */
        get: operations["nemoGymStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/{scenario_slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a resources server is there, for NeMo Gym
         * @description Says so where there is such a collection, or scenario.
         */
        get: operations["nemoGymStatusOfScenario"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a resources server is there, for NeMo Gym
         * @description Says so where there is such a collection, or scenario.
         */
        get: operations["nemoGymStatusByPathKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/{scenario_slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a resources server is there, for NeMo Gym
         * @description Says so where there is such a collection, or scenario.
         */
        get: operations["nemoGymStatusOfScenarioByPathKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/reverify_mode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether rows can be verified again, for NeMo Gym
         * @description They can, from the row and the response alone.
         */
        get: operations["nemoGymReverifyMode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/nemo-gym/{collection_slug}/{scenario_slug}/reverify_mode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether rows can be verified again, for NeMo Gym
         * @description They can, from the row and the response alone.
         */
        get: operations["nemoGymReverifyModeOfScenario"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/reverify_mode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether rows can be verified again, for NeMo Gym
         * @description They can, from the row and the response alone.
         */
        get: operations["nemoGymReverifyModeByPathKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/nemo-gym/{collection_slug}/{scenario_slug}/reverify_mode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether rows can be verified again, for NeMo Gym
         * @description They can, from the row and the response alone.
         */
        get: operations["nemoGymReverifyModeOfScenarioByPathKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/get_reward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score samples for OpenRLHF
         * @description The address for `--reward.remote_url`. The scenario stands in the path or in each label. A sample without a reward makes the request a 503, unless `on_error` says otherwise.
         */
        post: operations["getReward"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openrlhf/get_reward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score samples for OpenRLHF
         * @description The address for `--reward.remote_url`. The scenario stands in the path or in each label. A sample without a reward makes the request a 503, unless `on_error` says otherwise.
         */
        post: operations["openrlhfGetReward"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openrlhf/{collection_slug}/{scenario_slug}/get_reward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score samples for OpenRLHF
         * @description The address for `--reward.remote_url`. The scenario stands in the path or in each label. A sample without a reward makes the request a 503, unless `on_error` says otherwise.
         */
        post: operations["openrlhfGetRewardOfScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openrlhf/get_reward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score samples for OpenRLHF
         * @description The address for `--reward.remote_url`. The scenario stands in the path or in each label. A sample without a reward makes the request a 503, unless `on_error` says otherwise.
         */
        post: operations["openrlhfGetRewardByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openrlhf/{collection_slug}/{scenario_slug}/get_reward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score samples for OpenRLHF
         * @description The address for `--reward.remote_url`. The scenario stands in the path or in each label. A sample without a reward makes the request a 503, unless `on_error` says otherwise.
         */
        post: operations["openrlhfGetRewardOfScenarioByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/slime/rm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score a sample, or a list of them, for slime and miles
         * @description The address for `--rm-url`. The scenario stands in the path or in the label. A sample without a reward makes the request a 503, unless `on_error` says otherwise.
         */
        post: operations["slimeRm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/slime/rm/{collection_slug}/{scenario_slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score a sample, or a list of them, for slime and miles
         * @description The address for `--rm-url`. The scenario stands in the path or in the label. A sample without a reward makes the request a 503, unless `on_error` says otherwise.
         */
        post: operations["slimeRmOfScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/slime/rm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score a sample, or a list of them, for slime and miles
         * @description The address for `--rm-url`. The scenario stands in the path or in the label. A sample without a reward makes the request a 503, unless `on_error` says otherwise.
         */
        post: operations["slimeRmByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/slime/rm/{collection_slug}/{scenario_slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Score a sample, or a list of them, for slime and miles
         * @description The address for `--rm-url`. The scenario stands in the path or in the label. A sample without a reward makes the request a 503, unless `on_error` says otherwise.
         */
        post: operations["slimeRmOfScenarioByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openenv/{collection_slug}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an episode for an OpenEnv client, or go on with one
         * @description The persona's opening. `metadata.episode_id` names the episode in every `step`.
         */
        post: operations["openenvReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openenv/{collection_slug}/step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Play a turn for an OpenEnv client
         * @description The persona's answer and the step's reward. OpenEnv's own server has no memory between requests; here the body's `episode_id` says which episode is meant. Without `turn`, the last move again is a retry.
         */
        post: operations["openenvStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openenv/{collection_slug}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the state of an OpenEnv client's episode
         * @description Without `episode_id`: the state before any reset, as OpenEnv's own server answers.
         */
        get: operations["openenvState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openenv/{collection_slug}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether an OpenEnv client can play here
         * @description The key holds, and the collection and the scenario are there.
         */
        get: operations["openenvHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openenv/{collection_slug}/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The schemas of an OpenEnv client's actions, observations and states
         * @description The action's only required member is `content`: clients put a policy's plain reply there.
         */
        get: operations["openenvSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openenv/{collection_slug}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an OpenEnv client's environment is
         * @description Name and description of the collection or the scenario.
         */
        get: operations["openenvMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openenv/{collection_slug}/mcp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Speak MCP's JSON-RPC with an OpenEnv environment
         * @description `initialize`, `ping`, `tools/list`, `tools/call`, `openenv/session/create`, `openenv/session/close`. A session stands for an episode; calls name it as `session_id` in their params. What is wrong with a call is part of the answer, as in OpenEnv's own server.
         */
        post: operations["openenvMcp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openenv/{collection_slug}/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The routes below an OpenEnv address
         * @description What `openenv validate --url` looks for. The whole contract is in `/openapi.json`.
         */
        get: operations["openenvOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openenv/{collection_slug}/{scenario_slug}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an episode for an OpenEnv client, or go on with one
         * @description The persona's opening. `metadata.episode_id` names the episode in every `step`.
         */
        post: operations["openenvResetOfScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openenv/{collection_slug}/{scenario_slug}/step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Play a turn for an OpenEnv client
         * @description The persona's answer and the step's reward. OpenEnv's own server has no memory between requests; here the body's `episode_id` says which episode is meant. Without `turn`, the last move again is a retry.
         */
        post: operations["openenvStepOfScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openenv/{collection_slug}/{scenario_slug}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the state of an OpenEnv client's episode
         * @description Without `episode_id`: the state before any reset, as OpenEnv's own server answers.
         */
        get: operations["openenvStateOfScenario"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openenv/{collection_slug}/{scenario_slug}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether an OpenEnv client can play here
         * @description The key holds, and the collection and the scenario are there.
         */
        get: operations["openenvHealthOfScenario"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openenv/{collection_slug}/{scenario_slug}/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The schemas of an OpenEnv client's actions, observations and states
         * @description The action's only required member is `content`: clients put a policy's plain reply there.
         */
        get: operations["openenvSchemaOfScenario"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openenv/{collection_slug}/{scenario_slug}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an OpenEnv client's environment is
         * @description Name and description of the collection or the scenario.
         */
        get: operations["openenvMetadataOfScenario"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openenv/{collection_slug}/{scenario_slug}/mcp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Speak MCP's JSON-RPC with an OpenEnv environment
         * @description `initialize`, `ping`, `tools/list`, `tools/call`, `openenv/session/create`, `openenv/session/close`. A session stands for an episode; calls name it as `session_id` in their params. What is wrong with a call is part of the answer, as in OpenEnv's own server.
         */
        post: operations["openenvMcpOfScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/openenv/{collection_slug}/{scenario_slug}/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The routes below an OpenEnv address
         * @description What `openenv validate --url` looks for. The whole contract is in `/openapi.json`.
         */
        get: operations["openenvOpenapiJsonOfScenario"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openenv/{collection_slug}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an episode for an OpenEnv client, or go on with one
         * @description The persona's opening. `metadata.episode_id` names the episode in every `step`.
         */
        post: operations["openenvResetByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openenv/{collection_slug}/step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Play a turn for an OpenEnv client
         * @description The persona's answer and the step's reward. OpenEnv's own server has no memory between requests; here the body's `episode_id` says which episode is meant. Without `turn`, the last move again is a retry.
         */
        post: operations["openenvStepByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openenv/{collection_slug}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the state of an OpenEnv client's episode
         * @description Without `episode_id`: the state before any reset, as OpenEnv's own server answers.
         */
        get: operations["openenvStateByPathKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openenv/{collection_slug}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether an OpenEnv client can play here
         * @description The key holds, and the collection and the scenario are there.
         */
        get: operations["openenvHealthByPathKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openenv/{collection_slug}/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The schemas of an OpenEnv client's actions, observations and states
         * @description The action's only required member is `content`: clients put a policy's plain reply there.
         */
        get: operations["openenvSchemaByPathKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openenv/{collection_slug}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an OpenEnv client's environment is
         * @description Name and description of the collection or the scenario.
         */
        get: operations["openenvMetadataByPathKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openenv/{collection_slug}/mcp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Speak MCP's JSON-RPC with an OpenEnv environment
         * @description `initialize`, `ping`, `tools/list`, `tools/call`, `openenv/session/create`, `openenv/session/close`. A session stands for an episode; calls name it as `session_id` in their params. What is wrong with a call is part of the answer, as in OpenEnv's own server.
         */
        post: operations["openenvMcpByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openenv/{collection_slug}/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The routes below an OpenEnv address
         * @description What `openenv validate --url` looks for. The whole contract is in `/openapi.json`.
         */
        get: operations["openenvOpenapiJsonByPathKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openenv/{collection_slug}/{scenario_slug}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start an episode for an OpenEnv client, or go on with one
         * @description The persona's opening. `metadata.episode_id` names the episode in every `step`.
         */
        post: operations["openenvResetOfScenarioByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openenv/{collection_slug}/{scenario_slug}/step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Play a turn for an OpenEnv client
         * @description The persona's answer and the step's reward. OpenEnv's own server has no memory between requests; here the body's `episode_id` says which episode is meant. Without `turn`, the last move again is a retry.
         */
        post: operations["openenvStepOfScenarioByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openenv/{collection_slug}/{scenario_slug}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the state of an OpenEnv client's episode
         * @description Without `episode_id`: the state before any reset, as OpenEnv's own server answers.
         */
        get: operations["openenvStateOfScenarioByPathKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openenv/{collection_slug}/{scenario_slug}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether an OpenEnv client can play here
         * @description The key holds, and the collection and the scenario are there.
         */
        get: operations["openenvHealthOfScenarioByPathKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openenv/{collection_slug}/{scenario_slug}/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The schemas of an OpenEnv client's actions, observations and states
         * @description The action's only required member is `content`: clients put a policy's plain reply there.
         */
        get: operations["openenvSchemaOfScenarioByPathKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openenv/{collection_slug}/{scenario_slug}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an OpenEnv client's environment is
         * @description Name and description of the collection or the scenario.
         */
        get: operations["openenvMetadataOfScenarioByPathKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openenv/{collection_slug}/{scenario_slug}/mcp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Speak MCP's JSON-RPC with an OpenEnv environment
         * @description `initialize`, `ping`, `tools/list`, `tools/call`, `openenv/session/create`, `openenv/session/close`. A session stands for an episode; calls name it as `session_id` in their params. What is wrong with a call is part of the answer, as in OpenEnv's own server.
         */
        post: operations["openenvMcpOfScenarioByPathKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/compat/k/{key}/openenv/{collection_slug}/{scenario_slug}/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The routes below an OpenEnv address
         * @description What `openenv validate --url` looks for. The whole contract is in `/openapi.json`.
         */
        get: operations["openenvOpenapiJsonOfScenarioByPathKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reward-models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who answers where people do not?
         * @description Every source of the fallback: reward models, judges, the model that learns from votes, and the rubric; how their calls go, and what votes have taught of them. Where they are and what they are reached with is not told.
         */
        get: operations["listRewardModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/monitors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Does a policy game its reward?
         * @description What was seen of answers by scenario and source: how reward and length go together, how far rewards and lengths have moved from the first ones, groups without spread, repetition, rewards at the clip, answers without one, suspected injections, how far people agree; and the alarms that are raised. What each number means: docs/guides/monitors.md.
         */
        get: operations["getMonitors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/annotators/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in to vote
         * @description By an invite, by what a crowd puts into the address, by a front end's own name for somebody (that needs an API key with the scope `annotator`), or as a guest where that is allowed.
         */
        post: operations["signIn"];
        /**
         * Sign out
         * @description Ends this session and clears its cookie. Votes stay; the question in hand is handed back.
         */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/annotators/invites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite annotators
         * @description Makes links that each sign one annotator in, once. The tokens are told this once: an Idempotency-Key makes new ones rather than telling them again.
         */
        post: operations["inviteAnnotators"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/annotators/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who am I, and how far have I come?
         * @description The signed-in annotator, their votes, and what a crowd's visitor still has to do.
         */
        get: operations["getAnnotator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/annotators/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Be there, and hear of work
         * @description Server-sent events: `hello` at once, `work` when a question has come up that this annotator may answer while they hold none. An open line is what counts as being there. It ends now and then, for the client to open the next.
         */
        get: operations["followAnnotator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/questions/lease": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a question
         * @description Gives the question whose answer is worth most now. Whoever holds one already gets that one again while it is open, and then another.
         */
        post: operations["leaseQuestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/votes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Vote
         * @description Keeps the vote and gives the next question with the answer, which comes when the vote is on disk. The same vote sent again is kept once and answered alike.
         */
        post: operations["castVote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/votes/{vote_id}/revise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change a vote
         * @description Changes what was voted, within a minute of voting and while the question is open. What is left out stays.
         */
        post: operations["reviseVote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leases/{lease_id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a question back
         * @description Skips or flags it: the annotator does not get it again. With `paused` they may. Done twice it is done once.
         */
        post: operations["releaseLease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leases/{lease_id}/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Still looking at it
         * @description The lease runs anew from now on.
         */
        post: operations["extendLease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pool": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is there to vote?
         * @description What the annotators can do at this moment: whether a budget leaves time for them.
         */
        get: operations["getPool"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the process alive?
         * @description Answers as long as the event loop turns; looks at nothing else.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Should it get traffic?
         * @description Yes while the database can be written and the server is not shutting down. A reward model that is down changes nothing here.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics for Prometheus
         * @description Counts and durations by route pattern. Names no task, no annotator and no key.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/problems/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an error code means
         * @description The page that the `type` of a problem document points to, as Markdown.
         */
        get: operations["getProblemPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This contract as OpenAPI 3.1
         * @description The document that the page under /docs shows.
         */
        get: operations["getOpenApiDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This contract to read and try
         * @description Swagger UI, served from this server alone.
         */
        get: operations["getDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/assets/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file of the page under /docs
         * @description Style sheet, scripts and icon.
         */
        get: operations["getDocsAsset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The page on which people vote
         * @description A web page, served from this server alone. Invite links lead here.
         */
        get: operations["getVotePage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vote/assets/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file of the voting page
         * @description Scripts, style sheets, fonts and icons. A file never changes: another version has another name.
         */
        get: operations["getVotePageAsset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        BatchItem: {
            /** @description Your own name for it; it comes back with the result. */
            id?: string | null;
            /**
             * @description The caller's own name for the group this belongs to, such as a GRPO group.
             * @example prompt-17
             */
            group_id?: string | null;
            /**
             * @description Name of the collection.
             * @example medical-intake
             */
            collection_slug: string;
            /**
             * @description Name of the scenario within its collection.
             * @example lower-back-pain
             */
            scenario_slug: string;
            messages: components["schemas"]["Message"][];
            reward_config?: components["schemas"]["RewardConfig"] | null;
            /**
             * @description The right answer, for scenarios whose rubric compares with one. Others leave it aside.
             * @example 42
             */
            reference?: string | null;
            /**
             * @description Name of a history of rewards. The reward is held against it in every window, then added to it.
             * @example run-42
             */
            normalization_key?: string | null;
            /**
             * @description Parts of that history. Needs `normalization_key`.
             * @example [
             *       "7d",
             *       "500n"
             *     ]
             */
            normalization_windows?: string[] | null;
            human?: components["schemas"]["Human"] | null;
            /** @description Belongs beside the list: a batch is answered as a whole. */
            latency_budget_ms?: null;
        };
        /**
         * @example {
         *       "role": "assistant",
         *       "content": "I'm sorry to hear that. Where exactly does it hurt?"
         *     }
         */
        Message: {
            /** @description `system`, `developer` and `tool` belong to neither speaker. Otherwise speakers are told apart by the opening, then by roles (the policy is `assistant`), then by position. */
            role?: string | null;
            /** @description The text, a list of text blocks (joined by line breaks), or null for silence. */
            content?: string | {
                /** @enum {string} */
                type: "text";
                text: string;
            }[] | null;
            tool_calls?: components["schemas"]["ToolCall"][] | null;
        };
        /**
         * @example {
         *       "name": "disposition",
         *       "input": {
         *         "value": "routine"
         *       }
         *     }
         */
        ToolCall: components["schemas"]["PlainToolCall"] | components["schemas"]["FunctionToolCall"];
        PlainToolCall: {
            name: string;
            input?: {
                [key: string]: unknown;
            } | null;
            arguments?: string | {
                [key: string]: unknown;
            } | null;
        };
        FunctionToolCall: {
            function: {
                name: string;
                arguments?: string | {
                    [key: string]: unknown;
                } | null;
            };
        };
        /**
         * @example {
         *       "quality_weights": {
         *         "discovery": 1
         *       },
         *       "skip_safety_gate": false
         *     }
         */
        RewardConfig: {
            /** @description Weight by kind of quality. A kind left out counts 0. */
            quality_weights?: {
                success_metrics?: number;
                failure_metrics?: number;
                best_practices?: number;
                rubrics?: number;
                discovery?: number;
                output_similarity?: number;
                decision_match?: number;
            } | null;
            /** @description True leaves all gates out, the minefields' and the rubric's. */
            skip_safety_gate?: boolean | null;
        };
        /**
         * @example {
         *       "mode": "auto",
         *       "min_votes": 3,
         *       "max_votes": 15
         *     }
         */
        Human: {
            /**
             * @description `off`: no people. `auto`: people where they can still change the answer before the deadline. `require`: people are waited for, and without `min_votes` of them there is no answer (failure class `too_few_votes`).
             * @enum {string|null}
             */
            mode?: "off" | "auto" | "require" | null;
            /**
             * @description The group of annotators that is asked; `global`, the default, is everybody.
             * @example global
             */
            audience?: string | null;
            /**
             * @description What the annotators are asked, in place of the server's own words.
             * @example Which answer would help the patient more?
             */
            instruction?: string | null;
            /** @description The version of the criteria that people vote by. Another version is another question. */
            criteria_version?: string | null;
            /** @description For pairs: dimensions of the collection that annotators may judge one by one beside the whole; `true` for all. What they say is in `votes.dimensions`. Others make another question. */
            dimensions?: boolean | string[] | null;
            /** @description Votes before people may decide it, in group mode those on the whole group; 3 where absent. */
            min_votes?: number | null;
            /** @description Votes that are enough whatever they say, in group mode those on one pair; 15 where absent. */
            max_votes?: number | null;
            /** @description The confidence that is enough, 0.5 to 1; 0.95 where absent. It has no part in group mode. */
            stop_at?: number | null;
            /** @description Seconds that the question stays open: votes that come after the answer make a later revision of it; 300 where absent. */
            ttl_seconds?: number | null;
        };
        Pair: {
            /** @description Your own name for it; it comes back with the result. */
            id?: string | null;
            /**
             * @description Name of the collection.
             * @example medical-intake
             */
            collection_slug: string;
            /**
             * @description Name of the scenario within its collection.
             * @example lower-back-pain
             */
            scenario_slug: string;
            response_a: {
                messages: components["schemas"]["Message"][];
            };
            response_b: {
                messages: components["schemas"]["Message"][];
            };
            /**
             * @description The right answer, for scenarios whose rubric compares with one. Others leave it aside.
             * @example 42
             */
            reference?: string | null;
            human?: components["schemas"]["Human"] | null;
            /** @description Belongs beside the list: a batch is answered as a whole. */
            latency_budget_ms?: null;
        };
        CollectionList: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            collections: components["schemas"]["Collection"][];
        };
        Collection: {
            /**
             * @description Name of the collection.
             * @example medical-intake
             */
            slug: string;
            title: string;
            description: string;
            language: string;
            /** @description What every answer of the collection is scored on. */
            dimensions: {
                key: string;
                title: string;
                description: string;
            }[];
            scenario_count: number;
        };
        /**
         * @example {
         *       "type": "/docs/problems/not_found",
         *       "title": "Not found",
         *       "status": 404,
         *       "detail": "There is no collection \"weather\".",
         *       "instance": "/api/v1/collections/weather",
         *       "code": "not_found",
         *       "request_id": "req_4Fz0Qm8sTqB2",
         *       "errors": [],
         *       "message": "There is no collection \"weather\".",
         *       "data": {
         *         "request_id": "req_4Fz0Qm8sTqB2"
         *       }
         *     }
         */
        Problem: {
            /**
             * @description Address of the page that explains the code.
             * @example /docs/problems/not_found
             */
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @description The path that was asked for. */
            instance: string;
            /** @enum {string} */
            code: "invalid_request" | "unauthenticated" | "forbidden" | "not_found" | "method_not_allowed" | "request_timeout" | "turn_conflict" | "history_mismatch" | "episode_complete" | "version_conflict" | "lease_ended" | "vote_final" | "episode_expired" | "body_too_large" | "idempotency_key_reused" | "rate_limited" | "internal" | "overloaded" | "draining" | "storage_unavailable" | "unscored" | "storage_full";
            request_id: string;
            errors: {
                /**
                 * @description JSON pointer into the request's body; empty for the body as a whole.
                 * @example /messages/0/content
                 */
                pointer: string;
                detail: string;
            }[];
            /** @description The same as `detail`, for clients of the original reward-server API. */
            message: string;
            data: {
                request_id: string;
            };
            /** @description With `turn_conflict`: the turn that comes next. */
            expected_turn?: number;
            /** @description With `history_mismatch`: the first of your messages that differs. */
            index?: number;
        };
        CollectionAnswer: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /**
             * @description Name of the collection.
             * @example medical-intake
             */
            slug: string;
            title: string;
            description: string;
            language: string;
            /** @description What every answer of the collection is scored on. */
            dimensions: {
                key: string;
                title: string;
                description: string;
            }[];
            scenario_count: number;
        };
        ScenarioList: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            scenarios: components["schemas"]["ScenarioSummary"][];
        };
        ScenarioSummary: {
            /**
             * @description Name of the collection.
             * @example medical-intake
             */
            collection_slug: string;
            /**
             * @description Name of the scenario within its collection.
             * @example lower-back-pain
             */
            slug: string;
            version: number;
            title: string;
            difficulty: number;
            tags: string[];
            language: string;
            /** @enum {string} */
            split: "train" | "validation" | "test";
            max_turns: number;
        };
        ScenarioAnswer: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /**
             * @description Name of the collection.
             * @example medical-intake
             */
            collection_slug: string;
            /**
             * @description Name of the scenario within its collection.
             * @example lower-back-pain
             */
            slug: string;
            version: number;
            title: string;
            difficulty: number;
            tags: string[];
            language: string;
            /** @enum {string} */
            split: "train" | "validation" | "test";
            max_turns: number;
            /** @description What the policy is asked to do. */
            policy_brief: string;
            /** @description What the persona may say first. */
            opening: string[];
            tools: components["schemas"]["Tool"][];
        };
        /**
         * @example {
         *       "id": "urgency",
         *       "type": "decision",
         *       "name": "urgency",
         *       "mode": "options",
         *       "description": "Decide how soon the person should be seen.",
         *       "options": [
         *         "routine",
         *         "soon",
         *         "now"
         *       ]
         *     }
         */
        Tool: {
            id: string;
            /** @enum {string} */
            type: "decision" | "artifact";
            name: string;
            /** @enum {string} */
            mode: "options" | "json_schema";
            description: string;
            /** @description Of an artifact: the schema its input must fit. */
            json_schema?: {
                [key: string]: unknown;
            };
            /** @description Of a decision: what its input {"value": …} may be. */
            options?: string[];
        };
        CreatedEpisode: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /**
             * @description The episode's id.
             * @example ep_7QmZk2Xw9LrT
             */
            episode_id: string;
            /** @description The seed in use: send it again for an equal start. */
            seed: number;
            group_id: string | null;
            /** @enum {number} */
            turn: 0;
            initial_observation: components["schemas"]["Observation"];
            observation: components["schemas"]["Observation"];
            tools: components["schemas"]["Tool"][];
            /** @description What the policy is asked to do: a system prompt. */
            policy_brief: string;
            /** @enum {boolean} */
            episode_complete: false;
            state_hash: string;
            /** Format: date-time */
            expires_at: string;
        };
        /**
         * @description What the persona says.
         * @example {
         *       "role": "assistant",
         *       "content": "Morning. It's my lower back, it's gone again. I can hardly get my boots on."
         *     }
         */
        Observation: {
            /** @enum {string} */
            role: "assistant" | "user";
            content: string;
        };
        /**
         * @example {
         *       "collection_slug": "medical-intake",
         *       "scenario_slug": "lower-back-pain",
         *       "seed": 7
         *     }
         */
        CreateEpisode: {
            /**
             * @description Name of the collection.
             * @example medical-intake
             */
            collection_slug: string;
            /**
             * @description Name of the scenario within its collection.
             * @example lower-back-pain
             */
            scenario_slug: string;
            /**
             * @description False leaves `reward` null until you evaluate.
             * @default true
             */
            score_turns?: boolean;
            /** @description 0 to 2^53 - 1. Equal seeds and equal moves give equal episodes. Drawn where absent. */
            seed?: number | null;
            /**
             * @description The caller's own name for the group this belongs to, such as a GRPO group.
             * @example prompt-17
             */
            group_id?: string | null;
            /**
             * @description Role written on the persona's lines.
             * @default assistant
             * @enum {string}
             */
            observation_role?: "assistant" | "user";
            /**
             * @description What `reward` is: the conversation so far, the change since the turn before, or the last turn's alone.
             * @default cumulative
             * @enum {string}
             */
            reward_mode?: "cumulative" | "delta" | "terminal";
            /** @description A lower cap on turns than the scenario's; the turn that reaches it ends the episode. */
            config?: {
                max_turns?: number | null;
            } | null;
        };
        TurnAnswer: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /**
             * @description The episode's id.
             * @example ep_7QmZk2Xw9LrT
             */
            episode_id: string;
            /** @description 1 for the first policy move. */
            turn: number;
            observation: components["schemas"]["Observation"];
            /** @description By the episode's `reward_mode`; below 0 only as a delta. Null where no value could be produced, never 0 for a failure. */
            reward: number | null;
            /** @description Change against the turn before; the deltas sum to the final reward. */
            reward_delta: number | null;
            cumulative_reward: number | null;
            /** @description Why `reward` is null. */
            unscored_reason?: string;
            /**
             * @description Absent where turns are not scored.
             * @example {
             *       "D1_InformationGathering": 0.5
             *     }
             */
            scores?: {
                [key: string]: number | null;
            };
            score_breakdown?: components["schemas"]["ScoreBreakdown"];
            tool_results: {
                name: string;
                accepted: boolean;
                detail: string | null;
            }[];
            episode_complete: boolean;
            /** @enum {string} */
            terminal_reason?: "client_terminated" | "max_turns_reached" | "error" | "completed";
            outcome?: string;
            state_hash: string;
            metadata: {
                /** @description Role of the observation. */
                role: string;
                scored: boolean;
            };
        };
        /** @description How the reward came about. Only for keys with the admin scope. */
        ScoreBreakdown: {
            dimensions: {
                [key: string]: {
                    weight: number;
                    value: number | null;
                    explanation: string;
                };
            };
            /** @description One entry for each check of the scenario's rubric. */
            checks: {
                id: string;
                dimension: string;
                points: number;
                /** @description Share met; null where the check does not apply. */
                met: number | null;
                /** @description Factor on the reward where the check goes wrong; null: it is no gate. */
                gate: number | null;
                explanation: string;
            }[];
            /** @description Every number between the dimensions and the reward, in the order they come about. */
            stages: {
                gates: {
                    minefields: number;
                    rubric: number;
                    product: number;
                };
                calibrated: {
                    [key: string]: number;
                } | null;
                weighted: number | null;
                /** @description What another source than the rubric gives, in place of `weighted`; null: the rubric's counts. */
                opinion: number | null;
                gated: number | null;
                length_penalty: number;
                repetition_penalty: number;
                before_clip: number | null;
                clipped: number | null;
            };
        };
        /**
         * @example {
         *       "messages": [
         *         {
         *           "content": "I'm sorry to hear that. Where exactly does it hurt?"
         *         }
         *       ],
         *       "turn": 1
         *     }
         */
        PlayTurn: {
            /** @description The whole history or only what is new. The last message is the policy's move; its tool calls ride on it. */
            messages: components["schemas"]["Message"][];
            /** @description The turn this move means to be, 1 for the first. Makes a retry safe. */
            turn?: number | null;
            reward_config?: components["schemas"]["RewardConfig"] | null;
            /** @description Not here: tool calls ride on the move, the last of `messages`. */
            tool_calls?: null;
        };
        EpisodeAnswer: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /**
             * @description The episode's id.
             * @example ep_7QmZk2Xw9LrT
             */
            episode_id: string;
            /**
             * @description Name of the collection.
             * @example medical-intake
             */
            collection_slug: string;
            /**
             * @description Name of the scenario within its collection.
             * @example lower-back-pain
             */
            scenario_slug: string;
            seed: number;
            group_id: string | null;
            /** @description The episode it was forked from. */
            parent_episode_id: string | null;
            /** @description Turns played so far. */
            turn: number;
            max_turns: number;
            /** @enum {string} */
            reward_mode: "cumulative" | "delta" | "terminal";
            episode_complete: boolean;
            terminal_reason: string | null;
            outcome: string | null;
            /** @description What a complete episode is worth, whatever its `reward_mode`; null while it is open, and where no turn has a value. */
            reward: number | null;
            /** @description Of a complete episode; null while it is open, and where turns are not scored. */
            scores: {
                [key: string]: number | null;
            } | null;
            transcript: {
                /** @enum {string} */
                speaker: "persona" | "policy";
                /** @description 0 for the opening. */
                turn: number;
                content: string;
                tool_calls: {
                    name: string;
                    input: {
                        [key: string]: unknown;
                    };
                }[];
            }[];
            /** @description What the last turn was answered; null before the first. */
            last_answer: components["schemas"]["TurnAnswer"] | null;
            state_hash: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When the episode expires unless a turn is played.
             */
            expires_at: string;
            versions: {
                scenario: string;
                engine: string;
            };
        };
        ForkedEpisodes: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            episodes: components["schemas"]["Episode"][];
        };
        Episode: {
            /**
             * @description The episode's id.
             * @example ep_7QmZk2Xw9LrT
             */
            episode_id: string;
            /**
             * @description Name of the collection.
             * @example medical-intake
             */
            collection_slug: string;
            /**
             * @description Name of the scenario within its collection.
             * @example lower-back-pain
             */
            scenario_slug: string;
            seed: number;
            group_id: string | null;
            /** @description The episode it was forked from. */
            parent_episode_id: string | null;
            /** @description Turns played so far. */
            turn: number;
            max_turns: number;
            /** @enum {string} */
            reward_mode: "cumulative" | "delta" | "terminal";
            episode_complete: boolean;
            terminal_reason: string | null;
            outcome: string | null;
            /** @description What a complete episode is worth, whatever its `reward_mode`; null while it is open, and where no turn has a value. */
            reward: number | null;
            /** @description Of a complete episode; null while it is open, and where turns are not scored. */
            scores: {
                [key: string]: number | null;
            } | null;
            transcript: {
                /** @enum {string} */
                speaker: "persona" | "policy";
                /** @description 0 for the opening. */
                turn: number;
                content: string;
                tool_calls: {
                    name: string;
                    input: {
                        [key: string]: unknown;
                    };
                }[];
            }[];
            /** @description What the last turn was answered; null before the first. */
            last_answer: components["schemas"]["TurnAnswer"] | null;
            state_hash: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When the episode expires unless a turn is played.
             */
            expires_at: string;
            versions: {
                scenario: string;
                engine: string;
            };
        };
        /**
         * @example {
         *       "at_turn": 1,
         *       "n": 4
         *     }
         */
        ForkEpisode: {
            /** @description The turn after which the branches begin; 0 is before the first move. */
            at_turn: number;
            /**
             * @description How many branches.
             * @default 1
             */
            n?: number;
        };
        EpisodeVerification: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /**
             * @description The episode's id.
             * @example ep_7QmZk2Xw9LrT
             */
            episode_id: string;
            verified: boolean;
            turns: number;
            state_hash: string;
            /** @description Null where every turn agrees. */
            first_different_turn: number | null;
        };
        Evaluation: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /**
             * @description `disqualified`: a rule that excludes fell, so the reward is 0. `unscored`: no reward could be produced.
             * @enum {string}
             */
            status: "ok" | "disqualified" | "unscored";
            evaluation_id: string;
            /** @description 0 to 1; null where no value could be produced, never 0 for a failure. */
            reward: number | null;
            /** @description Before gates and penalties: the rubric's weighted mean of the dimensions, or what another source gives in its place; null without a reward. */
            raw: number | null;
            /**
             * @description Value by dimension, 0 to 1; the same keys in every answer of a collection.
             * @example {
             *       "D1_InformationGathering": 0.5
             *     }
             */
            scores: {
                [key: string]: number | null;
            };
            score_breakdown?: components["schemas"]["ScoreBreakdown"];
            /**
             * @description `engine`: the other speaker's lines are the persona's. `given`: they are somebody else's, and discovery is judged on them as they stand.
             * @enum {string|null}
             */
            grounding: "engine" | "given" | null;
            /** @description Who answered; null where nobody could. */
            source: components["schemas"]["Source"] | null;
            /** @description Where anybody but the rubric was asked, or passed over: who, in the order of the fallback. */
            attempts?: {
                source: string;
                /**
                 * @description `ok`, or why it did not answer.
                 * @example timeout
                 */
                outcome: string;
                ms: number;
            }[];
            /** @description How sure the answer is; null: this source states none. */
            confidence: number | null;
            normalized?: components["schemas"]["NormalizedReward"];
            /** @description Where people had a part in it: their votes, or in group mode those on the whole group. */
            votes?: {
                count: number;
            };
            /** @description Where people had a part in it: shares of the evidence, summing to 1. */
            sources?: {
                people: number;
                model: number;
            };
            /** @description Why `reward` is null. */
            unscored_reason?: string;
            failure?: components["schemas"]["ScoringFailure"];
            versions: components["schemas"]["ScoringVersions"];
            scoring_version: string;
            metadata: {
                scenario_name: string;
                evaluation_time_ms: number;
            };
            /** @description The budget that held, where the request gave one: no more than the server's maximum. */
            latency_budget_ms?: number;
        };
        /**
         * @example {
         *       "kind": "rubric",
         *       "id": "rubric",
         *       "revision": "persona-6+rubric-3",
         *       "degraded": false,
         *       "reason": null
         *     }
         */
        Source: {
            /**
             * @description `blend`: people and the fallback together. `reward_model`, `judge`, `learned`, `rubric`: the fallback alone.
             * @enum {string}
             */
            kind: "people" | "blend" | "reward_model" | "judge" | "learned" | "rubric";
            /** @description A model's name in the configuration, else the kind. */
            id: string;
            /** @description Null where votes had a part in it: they have none. */
            revision: string | null;
            /** @description A source that goes before it was asked, or would have been, and had nothing to say. */
            degraded: boolean;
            /**
             * @description Why, where it is degraded: the first such source and its outcome.
             * @example skywork: timeout
             */
            reason: string | null;
        };
        /**
         * @example {
         *       "7d": {
         *         "z_score": 1.2,
         *         "percentile": 0.9,
         *         "count": 512,
         *         "mean": 0.41,
         *         "std": 0.17
         *       }
         *     }
         */
        NormalizedReward: {
            [key: string]: {
                /** @description Null where fewer than two rewards, or only equal ones, are there. */
                z_score: number | null;
                /** @description Share of rewards below this one, equal ones half; null where there are none. */
                percentile: number | null;
                /** @description Rewards in the window before this request. */
                count: number;
                mean: number | null;
                std: number | null;
            };
        };
        /** @description Why there is no reward. */
        ScoringFailure: {
            class: string;
            detail: string;
            retryable: boolean;
        };
        /** @description The same input under the same versions gives the same reward. */
        ScoringVersions: {
            scenario: string;
            criteria: string | null;
            source: string;
            calibration: string | null;
            shaping: string;
        };
        /**
         * @example {
         *       "collection_slug": "medical-intake",
         *       "scenario_slug": "lower-back-pain",
         *       "messages": [
         *         {
         *           "role": "assistant",
         *           "content": "Morning. It's my lower back, it's gone again. I can hardly get my boots on."
         *         },
         *         {
         *           "role": "user",
         *           "content": "I'm sorry to hear that. Where exactly does it hurt?"
         *         }
         *       ]
         *     }
         */
        Evaluate: {
            /**
             * @description Name of the collection.
             * @example medical-intake
             */
            collection_slug: string;
            /**
             * @description Name of the scenario within its collection.
             * @example lower-back-pain
             */
            scenario_slug: string;
            messages: components["schemas"]["Message"][];
            reward_config?: components["schemas"]["RewardConfig"] | null;
            /**
             * @description The right answer, for scenarios whose rubric compares with one. Others leave it aside.
             * @example 42
             */
            reference?: string | null;
            /**
             * @description Name of a history of rewards. The reward is held against it in every window, then added to it.
             * @example run-42
             */
            normalization_key?: string | null;
            /**
             * @description Parts of that history. Needs `normalization_key`.
             * @example [
             *       "7d",
             *       "500n"
             *     ]
             */
            normalization_windows?: string[] | null;
            human?: components["schemas"]["Human"] | null;
            /**
             * @description Milliseconds within which the answer is needed; the server's maximum where it is above that or absent. What cannot be finished in time has no reward and says so. Goes before `Prefer: wait=<seconds>`.
             * @example 2000
             */
            latency_budget_ms?: number | null;
        };
        BatchEvaluation: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /** @description In the order of the items. */
            results: components["schemas"]["BatchResult"][];
            summary: {
                ok: number;
                disqualified: number;
                unscored: number;
                error: number;
                /** @description Of the rewards before any group view; null where there is none. */
                mean_reward: number | null;
            };
            scoring_version: string;
            total_time_ms: number;
            /** @description The budget that held, where the request gave one: no more than the server's maximum. */
            latency_budget_ms?: number;
        };
        BatchResult: {
            evaluation_id?: string;
            /** @description 0 to 1; null where no value could be produced, never 0 for a failure. */
            reward: number | null;
            /** @description Before gates and penalties: the rubric's weighted mean of the dimensions, or what another source gives in its place; null without a reward. */
            raw?: number | null;
            /**
             * @description Value by dimension, 0 to 1; the same keys in every answer of a collection.
             * @example {
             *       "D1_InformationGathering": 0.5
             *     }
             */
            scores?: {
                [key: string]: number | null;
            };
            score_breakdown?: components["schemas"]["ScoreBreakdown"];
            /**
             * @description `engine`: the other speaker's lines are the persona's. `given`: they are somebody else's, and discovery is judged on them as they stand.
             * @enum {string|null}
             */
            grounding?: "engine" | "given" | null;
            /** @description Who answered; null where nobody could. */
            source?: components["schemas"]["Source"] | null;
            /** @description Where anybody but the rubric was asked, or passed over: who, in the order of the fallback. */
            attempts?: {
                source: string;
                /**
                 * @description `ok`, or why it did not answer.
                 * @example timeout
                 */
                outcome: string;
                ms: number;
            }[];
            /** @description How sure the answer is; null: this source states none. */
            confidence?: number | null;
            normalized?: components["schemas"]["NormalizedReward"];
            /** @description Where people had a part in it: their votes, or in group mode those on the whole group. */
            votes?: {
                count: number;
            };
            /** @description Where people had a part in it: shares of the evidence, summing to 1. */
            sources?: {
                people: number;
                model: number;
            };
            /** @description Why `reward` is null. */
            unscored_reason?: string;
            failure?: components["schemas"]["ScoringFailure"];
            versions?: components["schemas"]["ScoringVersions"];
            scoring_version?: string;
            metadata?: {
                scenario_name: string;
                evaluation_time_ms: number;
            };
            /** @description The item's own id, or its place in the batch: `0` is the first. */
            id: string;
            group_id?: string;
            /**
             * @description `partial` comes with people. `disqualified`: a rule that excludes fell. `unscored`: no reward could be produced. `error`: the item cannot be scored as it is.
             * @enum {string}
             */
            status: "ok" | "partial" | "disqualified" | "unscored" | "error";
            /** @description In group mode: the reward by itself, before it is held against the group. */
            absolute_reward?: number | null;
            /** @description What is wrong with the item. Never train on such a result. */
            error?: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "sample-0",
         *           "group_id": "prompt-17",
         *           "collection_slug": "medical-intake",
         *           "scenario_slug": "lower-back-pain",
         *           "messages": [
         *             {
         *               "role": "assistant",
         *               "content": "Morning. It's my lower back, it's gone again. I can hardly get my boots on."
         *             },
         *             {
         *               "role": "user",
         *               "content": "I'm sorry to hear that. Where exactly does it hurt?"
         *             }
         *           ]
         *         }
         *       ],
         *       "latency_budget_ms": 2000
         *     }
         */
        EvaluateBatch: {
            items: components["schemas"]["BatchItem"][];
            /**
             * @description Milliseconds within which the answer is needed; the server's maximum where it is above that or absent. What cannot be finished in time has no reward and says so. Goes before `Prefer: wait=<seconds>`.
             * @example 2000
             */
            latency_budget_ms?: number | null;
            human?: components["schemas"]["Human"] | null;
            /**
             * @description `group`: `reward` is the item's expected share of wins against the others of its `group_id`, by votes of people too where they are there.
             * @default absolute
             * @enum {string}
             */
            reward_mode?: "absolute" | "group";
        };
        Comparison: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /**
             * @description `unscored`: there is no winner, because a side has no reward or fewer people voted than had to.
             * @enum {string}
             */
            status: "ok" | "unscored";
            comparison_id: string;
            /**
             * @description Null where it could not be decided.
             * @enum {string|null}
             */
            winner: "a" | "b" | "tie" | null;
            /** @description Probability that people would prefer A. */
            p_a: number | null;
            /** @description |reward_a - reward_b| */
            margin: number | null;
            /** @description reward_a - reward_b */
            signed_margin: number | null;
            reward_a: number | null;
            reward_b: number | null;
            /**
             * @description A minus B by dimension, as the fallback scored them; null where either has no value.
             * @example {
             *       "D1_InformationGathering": 0.25
             *     }
             */
            dimension_margins: {
                [key: string]: number | null;
            };
            /** @description Without votes the larger of P(A) and P(B). With votes how sure it is that most people agree with the winner; for a tie, that they are split. */
            confidence: number | null;
            votes: {
                a: number;
                b: number;
                /** @description Undecided, `both_bad` included. */
                tie: number;
                /** @description Where there are votes: of the ties, those who found both bad. */
                both_bad?: number;
                /** @description Of all. */
                count: number;
                /** @description Where annotators judged dimensions one by one (`human.dimensions`): their votes on each. */
                dimensions?: {
                    [key: string]: {
                        a: number;
                        b: number;
                        tie: number;
                    };
                };
            };
            /** @description Shares of the evidence, summing to 1. */
            sources: {
                people: number;
                model: number;
            } | null;
            /** @description Who answered; null where nobody could. */
            source: components["schemas"]["Source"] | null;
            /** @description Where anybody but the rubric was asked, or passed over: who, in the order of the fallback. */
            attempts?: {
                source: string;
                /**
                 * @description `ok`, or why it did not answer.
                 * @example timeout
                 */
                outcome: string;
                ms: number;
            }[];
            /** @description Where votes were counted: what the fallback said by itself; null where it had nothing to say. */
            fallback?: {
                source: components["schemas"]["Source"];
                p_a: number;
                reward_a: number;
                reward_b: number;
            } | null;
            /** @description False where a later revision may follow. */
            final: boolean;
            /** @description Why there is no winner. */
            unscored_reason?: string;
            failure?: components["schemas"]["ScoringFailure"];
            versions: components["schemas"]["ScoringVersions"];
            scoring_version: string;
            /** @description The budget that held, where the request gave one: no more than the server's maximum. */
            latency_budget_ms?: number;
        };
        /**
         * @example {
         *       "collection_slug": "medical-intake",
         *       "scenario_slug": "lower-back-pain",
         *       "response_a": {
         *         "messages": [
         *           {
         *             "content": "Morning. It's my lower back, it's gone again. I can hardly get my boots on."
         *           },
         *           {
         *             "content": "I'm sorry to hear that. Where exactly does it hurt?"
         *           }
         *         ]
         *       },
         *       "response_b": {
         *         "messages": [
         *           {
         *             "content": "Morning. It's my lower back, it's gone again. I can hardly get my boots on."
         *           },
         *           {
         *             "content": "Next."
         *           }
         *         ]
         *       }
         *     }
         */
        Compare: {
            /**
             * @description Name of the collection.
             * @example medical-intake
             */
            collection_slug: string;
            /**
             * @description Name of the scenario within its collection.
             * @example lower-back-pain
             */
            scenario_slug: string;
            response_a: {
                messages: components["schemas"]["Message"][];
            };
            response_b: {
                messages: components["schemas"]["Message"][];
            };
            /**
             * @description The right answer, for scenarios whose rubric compares with one. Others leave it aside.
             * @example 42
             */
            reference?: string | null;
            human?: components["schemas"]["Human"] | null;
            /**
             * @description Milliseconds within which the answer is needed; the server's maximum where it is above that or absent. What cannot be finished in time has no reward and says so. Goes before `Prefer: wait=<seconds>`.
             * @example 2000
             */
            latency_budget_ms?: number | null;
        };
        BatchComparison: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /** @description In the order of the pairs. */
            results: components["schemas"]["PairResult"][];
            summary: {
                ok: number;
                unscored: number;
                error: number;
                /** @description Pairs that A won. */
                a: number;
                b: number;
                tie: number;
                /** @description Of the decided pairs; null where there is none. */
                mean_margin: number | null;
            };
            scoring_version: string;
            total_time_ms: number;
            /** @description The budget that held, where the request gave one: no more than the server's maximum. */
            latency_budget_ms?: number;
        };
        PairResult: {
            comparison_id?: string;
            /**
             * @description Null where it could not be decided.
             * @enum {string|null}
             */
            winner: "a" | "b" | "tie" | null;
            /** @description Probability that people would prefer A. */
            p_a?: number | null;
            /** @description |reward_a - reward_b| */
            margin?: number | null;
            /** @description reward_a - reward_b */
            signed_margin?: number | null;
            reward_a?: number | null;
            reward_b?: number | null;
            /**
             * @description A minus B by dimension, as the fallback scored them; null where either has no value.
             * @example {
             *       "D1_InformationGathering": 0.25
             *     }
             */
            dimension_margins?: {
                [key: string]: number | null;
            };
            /** @description Without votes the larger of P(A) and P(B). With votes how sure it is that most people agree with the winner; for a tie, that they are split. */
            confidence?: number | null;
            votes?: {
                a: number;
                b: number;
                /** @description Undecided, `both_bad` included. */
                tie: number;
                /** @description Where there are votes: of the ties, those who found both bad. */
                both_bad?: number;
                /** @description Of all. */
                count: number;
                /** @description Where annotators judged dimensions one by one (`human.dimensions`): their votes on each. */
                dimensions?: {
                    [key: string]: {
                        a: number;
                        b: number;
                        tie: number;
                    };
                };
            };
            /** @description Shares of the evidence, summing to 1. */
            sources?: {
                people: number;
                model: number;
            } | null;
            /** @description Who answered; null where nobody could. */
            source?: components["schemas"]["Source"] | null;
            /** @description Where anybody but the rubric was asked, or passed over: who, in the order of the fallback. */
            attempts?: {
                source: string;
                /**
                 * @description `ok`, or why it did not answer.
                 * @example timeout
                 */
                outcome: string;
                ms: number;
            }[];
            /** @description Where votes were counted: what the fallback said by itself; null where it had nothing to say. */
            fallback?: {
                source: components["schemas"]["Source"];
                p_a: number;
                reward_a: number;
                reward_b: number;
            } | null;
            /** @description False where a later revision may follow. */
            final?: boolean;
            /** @description Why there is no winner. */
            unscored_reason?: string;
            failure?: components["schemas"]["ScoringFailure"];
            versions?: components["schemas"]["ScoringVersions"];
            scoring_version?: string;
            /** @description The pair's own id, or its place in the batch: `0` is the first. */
            id: string;
            /**
             * @description `partial` comes with people. `unscored`: a side has no reward. `error`: the pair cannot be compared as it is.
             * @enum {string}
             */
            status: "ok" | "partial" | "unscored" | "error";
            /** @description What is wrong with the pair. Never train on such a result. */
            error?: string;
        };
        /**
         * @example {
         *       "pairs": [
         *         {
         *           "id": "row-0",
         *           "collection_slug": "medical-intake",
         *           "scenario_slug": "lower-back-pain",
         *           "response_a": {
         *             "messages": [
         *               {
         *                 "content": "Good morning."
         *               },
         *               {
         *                 "content": "I'm sorry to hear that. Where does it hurt?"
         *               }
         *             ]
         *           },
         *           "response_b": {
         *             "messages": [
         *               {
         *                 "content": "Good morning."
         *               },
         *               {
         *                 "content": "Next."
         *               }
         *             ]
         *           }
         *         }
         *       ]
         *     }
         */
        CompareBatch: {
            pairs: components["schemas"]["Pair"][];
            /**
             * @description Milliseconds within which the answer is needed; the server's maximum where it is above that or absent. What cannot be finished in time has no reward and says so. Goes before `Prefer: wait=<seconds>`.
             * @example 2000
             */
            latency_budget_ms?: number | null;
            human?: components["schemas"]["Human"] | null;
        };
        ComparisonRevision: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /** @enum {string} */
            status: "ok" | "unscored";
            comparison_id: string;
            /**
             * @description Null where it could not be decided.
             * @enum {string|null}
             */
            winner: "a" | "b" | "tie" | null;
            /** @description Probability that people would prefer A. */
            p_a: number | null;
            /** @description |reward_a - reward_b| */
            margin: number | null;
            /** @description reward_a - reward_b */
            signed_margin: number | null;
            reward_a: number | null;
            reward_b: number | null;
            /**
             * @description A minus B by dimension, as the fallback scored them; null where either has no value.
             * @example {
             *       "D1_InformationGathering": 0.25
             *     }
             */
            dimension_margins: {
                [key: string]: number | null;
            };
            /** @description Without votes the larger of P(A) and P(B). With votes how sure it is that most people agree with the winner; for a tie, that they are split. */
            confidence: number | null;
            votes: {
                a: number;
                b: number;
                /** @description Undecided, `both_bad` included. */
                tie: number;
                /** @description Where there are votes: of the ties, those who found both bad. */
                both_bad?: number;
                /** @description Of all. */
                count: number;
                /** @description Where annotators judged dimensions one by one (`human.dimensions`): their votes on each. */
                dimensions?: {
                    [key: string]: {
                        a: number;
                        b: number;
                        tie: number;
                    };
                };
            };
            /** @description Shares of the evidence, summing to 1. */
            sources: {
                people: number;
                model: number;
            } | null;
            /** @description Who answered; null where nobody could. */
            source: components["schemas"]["Source"] | null;
            /** @description Where anybody but the rubric was asked, or passed over: who, in the order of the fallback. */
            attempts?: {
                source: string;
                /**
                 * @description `ok`, or why it did not answer.
                 * @example timeout
                 */
                outcome: string;
                ms: number;
            }[];
            /** @description Where votes were counted: what the fallback said by itself; null where it had nothing to say. */
            fallback?: {
                source: components["schemas"]["Source"];
                p_a: number;
                reward_a: number;
                reward_b: number;
            } | null;
            /** @description False where a later revision may follow. */
            final: boolean;
            /** @description Why there is no winner. */
            unscored_reason?: string;
            failure?: components["schemas"]["ScoringFailure"];
            versions: components["schemas"]["ScoringVersions"];
            scoring_version: string;
            /** @description 1: the answer that the caller was given. */
            revision: number;
            /**
             * Format: date-time
             * @description When it became so.
             */
            revised_at: string;
            /** @description What the first revision said. */
            first: {
                /**
                 * @description Null where it could not be decided.
                 * @enum {string|null}
                 */
                winner: "a" | "b" | "tie" | null;
                /** @description Probability that people would prefer A. */
                p_a: number | null;
                /** @description reward_a - reward_b */
                signed_margin: number | null;
                reward_a: number | null;
                reward_b: number | null;
                /** @description Without votes the larger of P(A) and P(B). With votes how sure it is that most people agree with the winner; for a tie, that they are split. */
                confidence: number | null;
                votes: {
                    a: number;
                    b: number;
                    /** @description Undecided, `both_bad` included. */
                    tie: number;
                    /** @description Where there are votes: of the ties, those who found both bad. */
                    both_bad?: number;
                    /** @description Of all. */
                    count: number;
                    /** @description Where annotators judged dimensions one by one (`human.dimensions`): their votes on each. */
                    dimensions?: {
                        [key: string]: {
                            a: number;
                            b: number;
                            tie: number;
                        };
                    };
                };
                /** @description Who answered; null where nobody could. */
                source: components["schemas"]["Source"] | null;
            };
        };
        NemoGymToolOutput: {
            accepted: boolean;
            /** @description What to mend. */
            detail?: string;
        };
        /**
         * @description The arguments of the call.
         * @example {
         *       "value": "routine"
         *     }
         */
        NemoGymToolArguments: {
            [key: string]: unknown;
        };
        NemoGymSeededSession: {
            resources_session_id?: string;
        };
        /**
         * @example {
         *       "scenario_slug": "lower-back-pain"
         *     }
         */
        NemoGymSeedSession: {
            /** @description Must be the path's where it is given. */
            collection_slug?: string | null;
            /**
             * @description The scenario, where the path names none.
             * @example lower-back-pain
             */
            scenario_slug?: string | null;
            /** @description An object with `collection_slug` and `scenario_slug`, the same as JSON text, or "collection/scenario". */
            label?: unknown;
            /** @description Read as a `label` is, after it. */
            verifier_metadata?: unknown;
            /** @description The right answer, for rubrics that compare with one, where it is a text. */
            reference?: unknown;
            /** @description Of an Environment Server: given back. */
            resources_session_id?: string | null;
            task_data?: ({
                /** @description Must be the path's where it is given. */
                collection_slug?: string | null;
                /**
                 * @description The scenario, where the path names none.
                 * @example lower-back-pain
                 */
                scenario_slug?: string | null;
                /** @description An object with `collection_slug` and `scenario_slug`, the same as JSON text, or "collection/scenario". */
                label?: unknown;
                /** @description Read as a `label` is, after it. */
                verifier_metadata?: unknown;
                /** @description The right answer, for rubrics that compare with one, where it is a text. */
                reference?: unknown;
            } & {
                [key: string]: unknown;
            }) | null;
        } & {
            [key: string]: unknown;
        };
        NemoGymCloseSession: {
            resources_session_id?: string | null;
        } & {
            [key: string]: unknown;
        };
        NemoGymVerified: {
            reward: number;
            /** @description The parts that `reward` is the sum of, within 1e-9: each dimension's share, `other_source` (what another source than the rubric gives beyond them) and `shaping` (gates, penalties, clip). The same keys in every answer to an address; each stands beside `reward` too. */
            reward_components: {
                [key: string]: number;
            };
            /** @description 1 where `reward` is the filler of `on_error`. */
            reward_filled: number;
            /** @description True with `on_error=mask` where no reward could be produced. */
            mask_sample?: boolean;
            failure_kind?: string;
            failure_reason?: string;
            _ng_failure_class?: string;
            _ng_failure_judge_error?: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * @example {
         *       "scenario_slug": "lower-back-pain",
         *       "responses_create_params": {
         *         "input": [
         *           {
         *             "role": "user",
         *             "content": "Morning. It's my lower back."
         *           }
         *         ]
         *       },
         *       "response": {
         *         "output": [
         *           {
         *             "type": "message",
         *             "role": "assistant",
         *             "content": [
         *               {
         *                 "type": "output_text",
         *                 "text": "Where does it hurt?"
         *               }
         *             ]
         *           }
         *         ]
         *       }
         *     }
         */
        NemoGymVerify: {
            /** @description Must be the path's where it is given. */
            collection_slug?: string | null;
            /**
             * @description The scenario, where the path names none.
             * @example lower-back-pain
             */
            scenario_slug?: string | null;
            /** @description An object with `collection_slug` and `scenario_slug`, the same as JSON text, or "collection/scenario". */
            label?: unknown;
            /** @description Read as a `label` is, after it. */
            verifier_metadata?: unknown;
            /** @description The right answer, for rubrics that compare with one, where it is a text. */
            reference?: unknown;
            /** @description The Responses API's, as in the data set. */
            responses_create_params: {
                input: string | components["schemas"]["ResponsesItem"][];
                instructions?: string | null;
            } & {
                [key: string]: unknown;
            };
            /** @description A response of the Responses API, with all items of the rollout. */
            response: {
                output: components["schemas"]["ResponsesItem"][];
            } & {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        ResponsesItem: {
            /** @description `message` where absent. What is neither a message nor a call is passed over. */
            type?: string | null;
            role?: string | null;
            content?: string | ({
                type?: string | null;
                text?: string | null;
                refusal?: string | null;
            } & {
                [key: string]: unknown;
            })[] | null;
            name?: string | null;
            /** @description Of a function call: the text of a JSON object. */
            arguments?: string | null;
            call_id?: string | null;
        } & {
            [key: string]: unknown;
        };
        NemoGymCompared: {
            /** @description Each response's expected share of wins within the group, 0 to 1. */
            rewards: number[];
            /** @description Every pair that has rewards; null where there is none. */
            comparison_results: {
                response_i: number;
                response_j: number;
                /** @enum {number} */
                judge_idx: 0;
                /** @description The absolute reward of response i, 0 to 1. */
                score_1: number;
                score_2: number;
                /** @description 1 where i is surely preferred, 6 where j is, 3.5 where they are even. */
                ranking: number;
            }[] | null;
            metrics: {
                [key: string]: number;
            } | null;
        };
        /**
         * @example {
         *       "scenario_slug": "lower-back-pain",
         *       "conversation_history": [
         *         {
         *           "role": "user",
         *           "content": "Morning. It's my lower back."
         *         }
         *       ],
         *       "response_objs": [
         *         {
         *           "output": [
         *             {
         *               "type": "message",
         *               "role": "assistant",
         *               "content": [
         *                 {
         *                   "type": "output_text",
         *                   "text": "Where does it hurt?"
         *                 }
         *               ]
         *             }
         *           ]
         *         },
         *         {
         *           "output": [
         *             {
         *               "type": "message",
         *               "role": "assistant",
         *               "content": [
         *                 {
         *                   "type": "output_text",
         *                   "text": "Rest."
         *                 }
         *               ]
         *             }
         *           ]
         *         }
         *       ]
         *     }
         */
        NemoGymCompare: {
            /** @description Must be the path's where it is given. */
            collection_slug?: string | null;
            /**
             * @description The scenario, where the path names none.
             * @example lower-back-pain
             */
            scenario_slug?: string | null;
            /** @description An object with `collection_slug` and `scenario_slug`, the same as JSON text, or "collection/scenario". */
            label?: unknown;
            /** @description Read as a `label` is, after it. */
            verifier_metadata?: unknown;
            /** @description The right answer, for rubrics that compare with one, where it is a text. */
            reference?: unknown;
            /** @description Messages before the responses. */
            conversation_history: components["schemas"]["ResponsesItem"][];
            response_objs: ({
                output: components["schemas"]["ResponsesItem"][];
            } & {
                [key: string]: unknown;
            })[];
            /** @description Not read: the scenario says what is good. */
            principle?: string | null;
        } & {
            [key: string]: unknown;
        };
        NemoGymAggregated: {
            /** @description One object a task, in the order of `_ng_task_index`. */
            group_level_metrics: {
                [key: string]: number;
            }[];
            /** @description `mean/`, `max/`, `min/`, `median/` and `std/` of every number of the rows. */
            agent_metrics: {
                [key: string]: number;
            };
            /** @description The means among them. */
            key_metrics: {
                [key: string]: number;
            };
            perf_summary: null;
            /** @description Empty: repeats are not told apart here. */
            repeat_level_metrics: {
                [key: string]: number;
            }[];
        };
        /**
         * @example {
         *       "verify_responses": [
         *         {
         *           "_ng_task_index": 0,
         *           "_ng_rollout_index": 0,
         *           "reward": 0.75,
         *           "shaping": 0
         *         }
         *       ]
         *     }
         */
        NemoGymAggregate: {
            verify_responses: {
                [key: string]: unknown;
            }[];
        } & {
            [key: string]: unknown;
        };
        NemoGymResetAnswer: {
            /** @description The persona's first words: a user message. */
            observation: string;
            info: {
                [key: string]: unknown;
            };
        };
        /**
         * @example {
         *       "scenario_slug": "lower-back-pain",
         *       "seed": 7
         *     }
         */
        NemoGymReset: {
            /** @description Must be the path's where it is given. */
            collection_slug?: string | null;
            /**
             * @description The scenario, where the path names none.
             * @example lower-back-pain
             */
            scenario_slug?: string | null;
            /** @description An object with `collection_slug` and `scenario_slug`, the same as JSON text, or "collection/scenario". */
            label?: unknown;
            /** @description Read as a `label` is, after it. */
            verifier_metadata?: unknown;
            /** @description The right answer, for rubrics that compare with one, where it is a text. */
            reference?: unknown;
            /** @description Equal seeds and equal moves give equal episodes. */
            seed?: number | null;
            /**
             * @description The caller's own name for the group this belongs to, such as a GRPO group.
             * @example prompt-17
             */
            group_id?: string | null;
            /**
             * @description The caller's own name for the group this belongs to, such as a GRPO group.
             * @example prompt-17
             */
            _ng_group_id?: string | null;
        } & {
            [key: string]: unknown;
        };
        NemoGymStepAnswer: {
            observation: string;
            /** @description What the move added to the episode's reward, so that the steps sum to it; by `reward_mode` all of it at the end (`terminal`) or the reward so far (`absolute`). */
            reward: number;
            terminated: boolean;
            truncated: boolean;
            info: {
                [key: string]: unknown;
            };
        };
        /**
         * @example {
         *       "response": {
         *         "output": [
         *           {
         *             "type": "message",
         *             "role": "assistant",
         *             "content": [
         *               {
         *                 "type": "output_text",
         *                 "text": "Where does it hurt?"
         *               }
         *             ]
         *           }
         *         ]
         *       },
         *       "_ng_step_request_id": "0f2c"
         *     }
         */
        NemoGymStep: {
            /** @description A response of the Responses API, with all items of the rollout. */
            response: {
                output: components["schemas"]["ResponsesItem"][];
            } & {
                [key: string]: unknown;
            };
            /**
             * @description The episode, for clients that keep no cookies: `info.episode_id` of the answer to `reset`.
             * @example ep_7QmZk2Xw9LrT
             */
            folkmoot_episode_id?: string | null;
            /** @description Names the move: the same name again gets the same answer. */
            _ng_step_request_id?: string | null;
        } & {
            [key: string]: unknown;
        };
        NemoGymCloseAnswer: {
            closed: boolean;
        };
        NemoGymClose: {
            /**
             * @description The episode, for clients that keep no cookies: `info.episode_id` of the answer to `reset`.
             * @example ep_7QmZk2Xw9LrT
             */
            folkmoot_episode_id?: string | null;
        } & {
            [key: string]: unknown;
        };
        NemoGymStatus: {
            /** @enum {string} */
            status: "ok";
        };
        /** @enum {string} */
        NemoGymReverifyMode: "stateless";
        /**
         * @example {
         *       "rewards": [
         *         0.75
         *       ],
         *       "scores": [
         *         0.75
         *       ],
         *       "extra_logs": {
         *         "D1_InformationGathering": [
         *           0.5
         *         ],
         *         "reward_filled": [
         *           0
         *         ],
         *         "dims_filled": [
         *           0
         *         ]
         *       }
         *     }
         */
        Rewards: {
            /** @description Null only with `on_error=null`. */
            rewards: (number | null)[];
            /** @description Rewards of whole conversations, 0 to 1, whatever the reward mode: for dynamic filtering. */
            scores: (number | null)[];
            /** @description Dimensions (0 where a sample has none), `reward_filled` (1 where `rewards` holds the filler) and `dims_filled` (dimensions without a value). The same keys in every answer to an address. */
            extra_logs: {
                [key: string]: number[];
            };
        };
        /**
         * @example {
         *       "query": [
         *         "<|im_start|>user\nMorning. It's my lower back.<|im_end|>\n<|im_start|>assistant\nWhere does it hurt?<|im_end|>"
         *       ],
         *       "prompts": [
         *         "<|im_start|>user\nMorning. It's my lower back.<|im_end|>\n<|im_start|>assistant\n"
         *       ],
         *       "labels": [
         *         "medical-intake/lower-back-pain"
         *       ]
         *     }
         */
        GetReward: {
            /** @description Prompts and answers as a chat template wrote them, special tokens and all. */
            query: string[];
            /** @description The prompts alone: what comes after one in its query is the answer. */
            prompts?: string[] | null;
            /** @description Objects with `collection_slug` and `scenario_slug`, the same as JSON text, or "collection/scenario". */
            labels?: unknown[] | null;
        };
        /** @description The bare reward, or with `format=object` an object; null only with `on_error=null`. */
        SlimeReward: number | components["schemas"]["SlimeScoredReward"] | (number | components["schemas"]["SlimeScoredReward"] | null)[] | null;
        SlimeScoredReward: {
            reward: number | null;
            scores: {
                [key: string]: number;
            };
        };
        /**
         * @example {
         *       "prompt": "<|im_start|>user\nMorning. It's my lower back.<|im_end|>\n<|im_start|>assistant\n",
         *       "response": "Where does it hurt?",
         *       "label": "medical-intake/lower-back-pain"
         *     }
         */
        SlimeSample: {
            /** @description As a chat template wrote it, or a list of messages where slime applies none. */
            prompt: string | components["schemas"]["Message"][];
            response: string;
            /** @description An object with `collection_slug` and `scenario_slug`, the same as JSON text, or "collection/scenario". */
            label?: unknown;
        };
        OpenEnvResult: {
            observation: {
                /** @description What the persona says. */
                content: string;
                tool_results: {
                    name: string;
                    accepted: boolean;
                    detail: string | null;
                }[];
                done_reason: string | null;
                outcome: string | null;
                /** @description At reset: what the policy is asked to do. */
                policy_brief?: string;
                /** @description At reset. */
                available_tools?: components["schemas"]["Tool"][];
            } | {
                tool_name: string;
                result: {
                    /** @description What the persona says. */
                    content: string;
                    tool_results: {
                        name: string;
                        accepted: boolean;
                        detail: string | null;
                    }[];
                    done_reason: string | null;
                    outcome: string | null;
                    /** @description At reset: what the policy is asked to do. */
                    policy_brief?: string;
                    /** @description At reset. */
                    available_tools?: components["schemas"]["Tool"][];
                } | null;
                error: {
                    /** @enum {string} */
                    error_type: "tool_not_found";
                    message: string;
                } | null;
            } | {
                tools: {
                    name: string;
                    description: string;
                    input_schema: {
                        [key: string]: unknown;
                    };
                }[];
            };
            /** @description Of this step, by the episode's `reward_mode`. Null where there is none: at reset, and where none could be produced; never 0 for a failure. */
            reward: number | null;
            done: boolean;
            /** @description For the trainer, not for the policy. */
            metadata: {
                episode_id: string;
                turn: number;
                collection_slug?: string;
                scenario_slug?: string;
                seed?: number;
                group_id?: string | null;
                max_turns?: number;
                /** @enum {string} */
                reward_mode?: "cumulative" | "delta" | "terminal";
                /** @description Why `reward` is null though a turn was played. */
                unscored_reason?: string;
                /** @description Of the conversation so far. */
                cumulative_reward: number | null;
                scores: {
                    [key: string]: number | null;
                } | null;
            };
        };
        /**
         * @example {
         *       "seed": 7,
         *       "scenario_slug": "lower-back-pain"
         *     }
         */
        OpenEnvReset: {
            /** @description Equal seeds and equal moves give equal episodes. Drawn where absent. */
            seed?: number | null;
            /** @description Of an episode that is there (`ep_…`): goes on with it. Any other text is your own label for the group that the episode belongs to: equal labels start equal. */
            episode_id?: string | null;
            /** @description Where the path names none; drawn by the seed where absent. */
            scenario_slug?: string | null;
            /** @description The same as `scenario_slug`. */
            task?: string | null;
            /**
             * @description What a scenario is drawn from; `train` where absent.
             * @enum {string|null}
             */
            split?: "train" | "validation" | "test" | null;
            /**
             * @description `delta`, the default, and `terminal` sum to the final reward; `absolute` (or `cumulative`) does not.
             * @enum {string|null}
             */
            reward_mode?: "delta" | "terminal" | "absolute" | "cumulative" | null;
            /** @description A cap on turns; a higher one than the scenario's changes nothing. */
            max_turns?: number | null;
        };
        /**
         * @example {
         *       "episode_id": "ep_7QmZk2Xw9LrT",
         *       "action": {
         *         "content": "Where exactly does it hurt?"
         *       }
         *     }
         */
        OpenEnvStep: {
            action: components["schemas"]["OpenEnvAction"];
            /** @description As `reset` gave it in `metadata`. */
            episode_id: string;
            /** @description The turn that this means to be, 1 for the first. Makes a retry safe. */
            turn?: number | null;
            /** @description Passed over. */
            timeout_s?: number | null;
            /** @description Passed over. */
            request_id?: string | null;
        };
        /**
         * @example {
         *       "content": "I'm sorry to hear that. Where exactly does it hurt?"
         *     }
         */
        OpenEnvAction: components["schemas"]["OpenEnvSayAction"] | components["schemas"]["OpenEnvCallToolAction"] | components["schemas"]["OpenEnvListToolsAction"];
        OpenEnvSayAction: {
            /** @description What the policy says; null for silence. A number, truth value or list is taken as its JSON text: clients parse a plain reply as JSON before they send it. */
            content: string | number | boolean | null | unknown[];
            tool_calls?: components["schemas"]["ToolCall"][] | null;
            /** @description Taken and passed over, since OpenEnv's actions have it. */
            metadata?: {
                [key: string]: unknown;
            } | null;
        };
        OpenEnvCallToolAction: {
            /** @enum {string} */
            type: "call_tool";
            tool_name: string;
            arguments?: {
                [key: string]: unknown;
            } | null;
            /** @description Taken and passed over, since OpenEnv's actions have it. */
            metadata?: {
                [key: string]: unknown;
            } | null;
        };
        OpenEnvListToolsAction: {
            /** @enum {string} */
            type: "list_tools";
            /** @description Taken and passed over, since OpenEnv's actions have it. */
            metadata?: {
                [key: string]: unknown;
            } | null;
        };
        OpenEnvState: {
            episode_id: string | null;
            step_count: number;
            collection_slug?: string;
            scenario_slug?: string;
            seed?: number;
            group_id?: string | null;
            max_turns?: number;
            /** @enum {string} */
            reward_mode?: "cumulative" | "delta" | "terminal";
            done?: boolean;
            done_reason?: string | null;
            outcome?: string | null;
            /** @description Of the last step. */
            reward?: number | null;
            cumulative_reward?: number | null;
            scores?: {
                [key: string]: number | null;
            } | null;
        };
        OpenEnvHealth: {
            /** @enum {string} */
            status: "healthy";
        };
        /** @description JSON Schemas. */
        OpenEnvSchemas: {
            action: {
                [key: string]: unknown;
            };
            observation: {
                [key: string]: unknown;
            };
            state: {
                [key: string]: unknown;
            };
        };
        OpenEnvMetadata: {
            name: string;
            description: string;
            readme_content: string | null;
            version: string;
            author: null;
            documentation_url: null;
        };
        JsonRpcAnswer: {
            /** @enum {string} */
            jsonrpc: "2.0";
            id: string | number | null;
            result?: unknown;
            error?: {
                code: number;
                message: string;
                data?: unknown;
            };
        };
        /**
         * @example {
         *       "jsonrpc": "2.0",
         *       "id": 1,
         *       "method": "tools/list",
         *       "params": {}
         *     }
         */
        JsonRpcRequest: {
            /** @enum {string} */
            jsonrpc: "2.0";
            method: string;
            params?: {
                [key: string]: unknown;
            } | null;
            id?: string | number | null;
        };
        /** @description An OpenAPI document. */
        OpenEnvContract: {
            [key: string]: unknown;
        };
        RewardModelList: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /** @description In the order in which they are asked. */
            reward_models: components["schemas"]["RewardModel"][];
        };
        RewardModel: {
            /** @description Its name in the configuration; `learned` and `rubric` are parts of the program. */
            id: string;
            /** @enum {string} */
            kind: "reward_model" | "judge" | "learned" | "rubric";
            /**
             * @description Its interface; null: it is a part of the program.
             * @example vllm_classify
             */
            adapter: string | null;
            /** @description What `source.revision` of answers says; null: there is none yet. */
            revision: string | null;
            /** @enum {string} */
            state: "untested" | "refused" | "ready" | "failing" | "distrusted" | "active" | "inactive";
            /** @description Why it is refused, failing or distrusted, and what to do. */
            fault: string | null;
            /** @description Its calls; null: it is a part of the program. */
            health: components["schemas"]["SourceHealth"] | null;
            /** @description What votes have taught of it, by scenario. */
            calibrations: components["schemas"]["SourceCalibration"][];
            /** @description How good it was on votes that it had not learned from. */
            holdout: components["schemas"]["SourceHoldout"] | null;
        };
        SourceHealth: {
            /** @description Since the start. */
            calls: number;
            failures: number;
            failures_by_reason: {
                [key: string]: number;
            };
            /** @description Of the calls of late; null: none was answered. */
            p50_ms: number | null;
            p95_ms: number | null;
            /**
             * @description Open: it is not asked for a while.
             * @enum {string}
             */
            breaker: "closed" | "half_open" | "open";
            /** @description The last call that failed, of its self-test too; null: none has. */
            last_failure: components["schemas"]["SourceFailure"] | null;
        };
        SourceFailure: {
            /** @enum {string} */
            reason: "timeout" | "unreachable" | "overloaded" | "upstream_error" | "refused" | "bad_answer" | "unparseable" | "budget_spent" | "denied";
            /** @description How its server gave reasons for refusing, without keys and what it was asked; for keys with the scope `admin` alone. Null: it gave none. */
            said: string | null;
            /** Format: date-time */
            at: string;
        };
        SourceCalibration: {
            /** @description What `versions.calibration` of answers says. */
            revision: string;
            source_revision: string;
            /** @description Null, as the next: over all scenarios. */
            collection_slug: string | null;
            scenario_slug: string | null;
            /** @description Log-odds a unit of the source's raw score: P(a over b) = σ(kappa · (raw of a − raw of b)). */
            kappa: number;
            kappa_low: number;
            /** @description With `kappa_low` the 90 % interval of kappa. */
            kappa_high: number;
            /** @description How many votes its word on a pair is worth. */
            worth_votes: number;
            votes: number;
            /** @description Mean log-loss of the votes on its scale before calibration. */
            log_loss_raw: number | null;
            /** @description The same after it. A coin has 0.693. */
            log_loss: number | null;
            /** @description Share of decisive votes that agree with it. */
            agreement: number | null;
            /** @description Lower end of its 90 % interval. */
            agreement_low: number | null;
            /**
             * @description `distrusted`: its scores do not follow people's votes; it has no weight here.
             * @enum {string}
             */
            state: "calibrated" | "distrusted";
        };
        SourceHoldout: {
            votes: number;
            prompts: number;
            /** @description Share of decisive votes that went as predicted. */
            accuracy: number | null;
            /** @description Nats a vote. A coin has 0.693. */
            log_loss: number | null;
            /** @description Mean distance between what it was sure of and what came true. */
            calibration_error: number | null;
            /** @description Log-odds that it gives an answer for being e times as long. */
            length_coefficient: number | null;
            /** @description What a model that knows nothing but length got right. */
            length_accuracy: number | null;
            length_log_loss: number | null;
            scenarios: {
                collection_slug: string;
                scenario_slug: string;
                /** @enum {string} */
                state: "active" | "inactive" | "demoted";
                votes: number;
                prompts: number;
                /** @description Share of decisive votes that went as predicted. */
                accuracy: number | null;
                /** @description Nats a vote. A coin has 0.693. */
                log_loss: number | null;
                /** @description Mean distance between what it was sure of and what came true. */
                calibration_error: number | null;
                /** @description Log-odds that it gives an answer for being e times as long. */
                length_coefficient: number | null;
                /** @description What a model that knows nothing but length got right. */
                length_accuracy: number | null;
                length_log_loss: number | null;
            }[];
        };
        Monitors: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            hours: number;
            /** @description Raised now, the longest first. */
            alarms: components["schemas"]["MonitorAlarm"][];
            /** @description By collection, scenario, source and its revision. */
            readings: components["schemas"]["MonitorReading"][];
            /** @description There are more readings than one answer holds: ask for one collection or scenario. */
            truncated: boolean;
        };
        MonitorAlarm: {
            /** @enum {string} */
            alarm: "length_correlation" | "score_drift" | "length_drift" | "zero_spread" | "repetition" | "at_clip" | "unscored" | "injection" | "degraded" | "disagreement" | "distrusted";
            collection_slug: string;
            scenario_slug: string;
            source: string;
            /** @description When it was raised. */
            value: number;
            threshold: number;
            /** Format: date-time */
            since: string;
        };
        MonitorReading: {
            collection_slug: string;
            scenario_slug: string;
            source: {
                /** @enum {string} */
                kind: "people" | "blend" | "reward_model" | "judge" | "learned" | "rubric";
                id: string;
                revision: string | null;
            };
            /** @description Digest of the scenario as it was scored. */
            scenario_version: string | null;
            /** @description Of the scenario's answers, those of this source: the mix of sources. */
            share: number;
            measures: components["schemas"]["MonitorMeasures"];
            reference: {
                /**
                 * @description Only a frozen one is held against.
                 * @enum {string}
                 */
                state: "gathering" | "frozen";
                /** Format: date-time */
                since: string;
                /** Format: date-time */
                frozen_at: string | null;
                measures: components["schemas"]["MonitorMeasures"];
                /** @description Share of people's votes against the source at the beginning. */
                disagreement: number | null;
            };
            /** @description Against the frozen reference, less what chance gives; null while it is gathered. */
            drift: {
                /** @description Population stability index of rewards. Null: not known. */
                reward: {
                    value: number;
                    low: number;
                    /** @description With `low` the 95 % interval. */
                    high: number;
                    /** @description Independent observations that it is worth: fewer than there are answers where answers to the same prompt are alike. */
                    count: number;
                } | null;
                /** @description Population stability index of log lengths. Null: not known. */
                length: {
                    value: number;
                    low: number;
                    /** @description With `low` the 95 % interval. */
                    high: number;
                    /** @description Independent observations that it is worth: fewer than there are answers where answers to the same prompt are alike. */
                    count: number;
                } | null;
            } | null;
            /** @description Oldest first; hours without answers are left out. */
            by_hour: components["schemas"]["MonitorHour"][];
        };
        MonitorMeasures: {
            answers: number;
            /** @description Answers with a reward. */
            scored: number;
            /** @description Prompts that were answered: one answer, a pair or a group each. */
            groups: number;
            /** @description Mean reward. Null: not known. */
            reward: {
                value: number;
                low: number;
                /** @description With `low` the 95 % interval. */
                high: number;
                /** @description Independent observations that it is worth: fewer than there are answers where answers to the same prompt are alike. */
                count: number;
            } | null;
            /** @description Geometric mean of the characters of answers with a reward. Null: not known. */
            characters: {
                value: number;
                low: number;
                /** @description With `low` the 95 % interval. */
                high: number;
                /** @description Independent observations that it is worth: fewer than there are answers where answers to the same prompt are alike. */
                count: number;
            } | null;
            /** @description Pearson's correlation of reward and log length over all answers. Null: not known. */
            length_correlation: {
                value: number;
                low: number;
                /** @description With `low` the 95 % interval. */
                high: number;
                /** @description Independent observations that it is worth: fewer than there are answers where answers to the same prompt are alike. */
                count: number;
            } | null;
            /** @description The same among answers to the same prompt. Null: not known. */
            length_correlation_within: {
                value: number;
                low: number;
                /** @description With `low` the 95 % interval. */
                high: number;
                /** @description Independent observations that it is worth: fewer than there are answers where answers to the same prompt are alike. */
                count: number;
            } | null;
            /** @description Share of groups of two rewards or more whose rewards are all the same. Null: not known. */
            zero_spread: {
                value: number;
                low: number;
                /** @description With `low` the 95 % interval. */
                high: number;
                /** @description Independent observations that it is worth: fewer than there are answers where answers to the same prompt are alike. */
                count: number;
            } | null;
            /** @description Mean share of repeated word sequences. Null: not known. */
            repetition: {
                value: number;
                low: number;
                /** @description With `low` the 95 % interval. */
                high: number;
                /** @description Independent observations that it is worth: fewer than there are answers where answers to the same prompt are alike. */
                count: number;
            } | null;
            /** @description Share of rewards at a bound of the scenario's clip. Null: not known. */
            at_clip: {
                value: number;
                low: number;
                /** @description With `low` the 95 % interval. */
                high: number;
                /** @description Independent observations that it is worth: fewer than there are answers where answers to the same prompt are alike. */
                count: number;
            } | null;
            /** @description Share of answers without a reward. Null: not known. */
            unscored: {
                value: number;
                low: number;
                /** @description With `low` the 95 % interval. */
                high: number;
                /** @description Independent observations that it is worth: fewer than there are answers where answers to the same prompt are alike. */
                count: number;
            } | null;
            /** @description Share of answers suspected of talking to their judge. Null: not known. */
            injection: {
                value: number;
                low: number;
                /** @description With `low` the 95 % interval. */
                high: number;
                /** @description Independent observations that it is worth: fewer than there are answers where answers to the same prompt are alike. */
                count: number;
            } | null;
            /** @description Share of the source's answers in which it stood in for another. Null: not known. */
            degraded: {
                value: number;
                low: number;
                /** @description With `low` the 95 % interval. */
                high: number;
                /** @description Independent observations that it is worth: fewer than there are answers where answers to the same prompt are alike. */
                count: number;
            } | null;
        };
        MonitorHour: {
            /**
             * Format: date-time
             * @description Its start.
             */
            hour: string;
            answers: number;
            reward: number | null;
            characters: number | null;
            agreement: {
                /** @description Of people's decisive votes, those that agree with the source. */
                share: number;
                /** @description Lower end of its 90 % interval. */
                low: number;
                votes: number;
            } | null;
        };
        Session: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            annotator_id: string;
            /** @description Send it as `Authorization: Bearer <token>`; browsers have it as a cookie. */
            token: string;
            audience: string;
            /** Format: date-time */
            expires_at: string;
        };
        /**
         * @example {
         *       "invite_token": "fmi_1pQ0cR7sVbT4mXy2LzKq8WnHd5JfGa3E"
         *     }
         */
        SignIn: components["schemas"]["InviteSignIn"] | components["schemas"]["ProlificSignIn"] | components["schemas"]["MturkSignIn"] | components["schemas"]["ExternalSignIn"] | components["schemas"]["GuestSignIn"];
        /** @description A single-use invite. */
        InviteSignIn: {
            invite_token: string;
        };
        /** @description A participant from Prolific, by the parameters in the study's address. */
        ProlificSignIn: {
            prolific_pid: string;
            study_id: string;
            session_id: string;
        };
        /** @description A worker from Mechanical Turk, by the parameters in the task's address. */
        MturkSignIn: {
            worker_id: string;
            assignment_id: string;
            hit_id: string;
            /** @enum {string|null} */
            turk_submit_to?: "https://www.mturk.com" | "https://workersandbox.mturk.com" | null;
        };
        /** @description Somebody that another front end answers for, with an API key of the scope `annotator`. */
        ExternalSignIn: {
            external_id: string;
            /**
             * @description A group of annotators. Everybody may answer what is asked of `global`.
             * @example global
             */
            audience?: string | null;
        };
        /** @description Anybody, where the server lets guests in. */
        GuestSignIn: {
            /** @enum {boolean} */
            guest: true;
        };
        Invites: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            invites: {
                token: string;
                /** @description The voting page; the token is in the fragment, which browsers send nowhere. */
                url: string;
                /** Format: date-time */
                expires_at: string;
            }[];
        };
        /**
         * @example {
         *       "count": 2
         *     }
         */
        InviteAnnotators: {
            /** @default 1 */
            count?: number;
            /**
             * @description A group of annotators. Everybody may answer what is asked of `global`.
             * @default global
             * @example global
             */
            audience?: string;
            /** @default 86400 */
            expires_in_seconds?: number;
        };
        AnnotatorProgress: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            annotator_id: string;
            audience: string;
            /** @enum {string} */
            source: "invite" | "prolific" | "mturk" | "guest" | "api";
            /** @description Since midnight, UTC. */
            votes_today: number;
            votes_total: number;
            undo_ms: number;
            break_minutes: {
                nudge: number;
                rest: number;
                stop: number;
            };
            /** @description Where images, video and audio may be loaded from. */
            media_origins: string[];
            /** @description Null but for visitors from a crowd. */
            completion: {
                votes_needed: number;
                votes_done: number;
                /** @description Proves to the crowd that the work is done; null until it is. */
                code: string | null;
                return_url: string | null;
                submit: {
                    url: string;
                    fields: {
                        [key: string]: string;
                    };
                } | null;
            } | null;
        };
        LeasedQuestion: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /** @description Null: none is waiting. */
            question: components["schemas"]["Question"] | null;
            lease?: components["schemas"]["Lease"];
            /** @description Where there is none: when to ask again. */
            retry_after_ms?: number;
        };
        Question: {
            question_id: string;
            /** @enum {string} */
            kind: "compare" | "rate";
            instruction: string;
            context: {
                title: string;
                messages: {
                    /** @enum {string} */
                    role: "user" | "assistant" | "system" | "tool";
                    /** @description Markdown from a model or a caller: never trust it as HTML. */
                    content: string;
                }[];
            };
            /** @description Where `kind` is `compare`. The order is drawn for each annotator. */
            left?: {
                messages: {
                    /** @enum {string} */
                    role: "user" | "assistant" | "system" | "tool";
                    /** @description Markdown from a model or a caller: never trust it as HTML. */
                    content: string;
                }[];
            };
            right?: {
                messages: {
                    /** @enum {string} */
                    role: "user" | "assistant" | "system" | "tool";
                    /** @description Markdown from a model or a caller: never trust it as HTML. */
                    content: string;
                }[];
            };
            /** @description Where `kind` is `rate`. */
            item?: {
                messages: {
                    /** @enum {string} */
                    role: "user" | "assistant" | "system" | "tool";
                    /** @description Markdown from a model or a caller: never trust it as HTML. */
                    content: string;
                }[];
            };
            /** @description What `choice` of a vote may be; empty where ratings are asked for. */
            choices: ("left" | "right" | "tie" | "both_bad")[];
            strengths: number[];
            dimensions: {
                key: string;
                title: string;
            }[];
            rating_scale?: {
                min: number;
                max: number;
            };
            criteria_version: string | null;
        };
        /** @description Where there is a question: it is this annotator's until then. */
        Lease: {
            /**
             * @description The lease's id.
             * @example ls_7QmZk2Xw9LrT
             */
            lease_id: string;
            /** Format: date-time */
            expires_at: string;
            /** @description Send a heartbeat that often while the question is looked at. */
            heartbeat_ms: number;
        };
        /**
         * @example {
         *       "wait_ms": 25000
         *     }
         */
        LeaseQuestion: {
            /**
             * @description How long to wait for a question to come.
             * @default 0
             */
            wait_ms?: number;
        };
        AcknowledgedVote: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            vote: components["schemas"]["Vote"];
            /** @description Null: none is waiting, or the one in hand is no longer open: ask for another. It is leased already. */
            next: components["schemas"]["ServedQuestion"] | null;
        };
        Vote: {
            /**
             * @description The vote's id, made by the client.
             * @example 6f1c2b8e-4a57-4d0e-9c1b-2f7a90d3e845
             */
            vote_id: string;
            question_id: string;
            /** @enum {string|null} */
            choice: "left" | "right" | "tie" | "both_bad" | null;
            strength: number | null;
            /** @description Where ratings were asked for. */
            ratings?: {
                [key: string]: number;
            };
            /** @description It came after its lease had ended, or when nobody waited for it any more. */
            late: boolean;
            /** @description It is part of the question's result. */
            counted: boolean;
            /** Format: date-time */
            recorded_at: string;
            /** Format: date-time */
            revised_at: string | null;
        };
        ServedQuestion: {
            question: components["schemas"]["Question"];
            lease: components["schemas"]["Lease"];
        };
        /**
         * @example {
         *       "vote_id": "6f1c2b8e-4a57-4d0e-9c1b-2f7a90d3e845",
         *       "lease_id": "ls_7QmZk2Xw9LrT",
         *       "choice": "left",
         *       "strength": 2,
         *       "visible_ms": 5400
         *     }
         */
        CastVote: {
            /**
             * @description The vote's id, made by the client.
             * @example 6f1c2b8e-4a57-4d0e-9c1b-2f7a90d3e845
             */
            vote_id: string;
            /**
             * @description The lease's id.
             * @example ls_7QmZk2Xw9LrT
             */
            lease_id: string;
            /**
             * @description Where the question has choices.
             * @enum {string|null}
             */
            choice?: "left" | "right" | "tie" | "both_bad" | null;
            /** @description How much better: 1 slightly, 2 clearly, 3 much. */
            strength?: 1 | 2 | 3 | null;
            /** @description Which is better by dimension; any of them may be left out. */
            dimensions?: {
                [key: string]: "left" | "right" | "tie";
            } | null;
            /** @description Where ratings are asked for: one for each dimension, and `overall`. */
            ratings?: {
                [key: string]: number;
            } | null;
            justification?: string | null;
            /** @description Milliseconds for which the question was in view. */
            visible_ms?: number | null;
        };
        RevisedVote: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            vote: components["schemas"]["Vote"];
        };
        /**
         * @example {
         *       "choice": "right"
         *     }
         */
        ReviseVote: {
            /**
             * @description Where the question has choices.
             * @enum {string|null}
             */
            choice?: "left" | "right" | "tie" | "both_bad" | null;
            /** @description Goes with the choice: where a choice is named and no strength, the vote has none any more. */
            strength?: 1 | 2 | 3 | null;
            /** @description In place of all that the vote said by dimension. */
            dimensions?: {
                [key: string]: "left" | "right" | "tie";
            } | null;
            /** @description Where ratings are asked for: one for each dimension, and `overall`. */
            ratings?: {
                [key: string]: number;
            } | null;
            /** @description An empty one takes it away. */
            justification?: string | null;
        };
        Released: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /** @enum {boolean} */
            released: true;
        };
        /**
         * @example {
         *       "reason": "not_understood",
         *       "message": "The second answer is in a language I do not read."
         *     }
         */
        ReleaseLease: {
            /**
             * @description `paused`: for a break; the annotator may get the question again. After any other reason they do not.
             * @enum {string}
             */
            reason: "skip" | "broken_media" | "not_understood" | "unsafe" | "other" | "paused";
            /** @description The annotator's own words. */
            message?: string | null;
        };
        ExtendedLease: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            lease: components["schemas"]["Lease"];
        };
        Pool: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /** @description Annotators signed in and heard of lately. */
            online: number;
            /** @description Those there at this moment. */
            live: number;
            votes_per_minute: number;
            /** @description Null while nobody has voted. */
            median_vote_seconds: number | null;
            /** @description How long a question that is put up now waits for its first vote; null while nobody is live. */
            expected_first_vote_ms: number | null;
            open_questions: number;
        };
        Health: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /** @enum {string} */
            status: "ok";
            version: string;
        };
        Readiness: {
            /**
             * @description Name of this request in the server's log.
             * @example req_4Fz0Qm8sTqB2
             */
            request_id: string;
            /** @enum {string} */
            status: "ready";
            checks: string[];
        };
    };
    responses: never;
    parameters: {
        /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type BatchItem = components['schemas']['BatchItem'];
export type Message = components['schemas']['Message'];
export type ToolCall = components['schemas']['ToolCall'];
export type PlainToolCall = components['schemas']['PlainToolCall'];
export type FunctionToolCall = components['schemas']['FunctionToolCall'];
export type RewardConfig = components['schemas']['RewardConfig'];
export type Human = components['schemas']['Human'];
export type Pair = components['schemas']['Pair'];
export type CollectionList = components['schemas']['CollectionList'];
export type Collection = components['schemas']['Collection'];
export type Problem = components['schemas']['Problem'];
export type CollectionAnswer = components['schemas']['CollectionAnswer'];
export type ScenarioList = components['schemas']['ScenarioList'];
export type ScenarioSummary = components['schemas']['ScenarioSummary'];
export type ScenarioAnswer = components['schemas']['ScenarioAnswer'];
export type Tool = components['schemas']['Tool'];
export type CreatedEpisode = components['schemas']['CreatedEpisode'];
export type Observation = components['schemas']['Observation'];
export type CreateEpisode = components['schemas']['CreateEpisode'];
export type TurnAnswer = components['schemas']['TurnAnswer'];
export type ScoreBreakdown = components['schemas']['ScoreBreakdown'];
export type PlayTurn = components['schemas']['PlayTurn'];
export type EpisodeAnswer = components['schemas']['EpisodeAnswer'];
export type ForkedEpisodes = components['schemas']['ForkedEpisodes'];
export type Episode = components['schemas']['Episode'];
export type ForkEpisode = components['schemas']['ForkEpisode'];
export type EpisodeVerification = components['schemas']['EpisodeVerification'];
export type Evaluation = components['schemas']['Evaluation'];
export type Source = components['schemas']['Source'];
export type NormalizedReward = components['schemas']['NormalizedReward'];
export type ScoringFailure = components['schemas']['ScoringFailure'];
export type ScoringVersions = components['schemas']['ScoringVersions'];
export type Evaluate = components['schemas']['Evaluate'];
export type BatchEvaluation = components['schemas']['BatchEvaluation'];
export type BatchResult = components['schemas']['BatchResult'];
export type EvaluateBatch = components['schemas']['EvaluateBatch'];
export type Comparison = components['schemas']['Comparison'];
export type Compare = components['schemas']['Compare'];
export type BatchComparison = components['schemas']['BatchComparison'];
export type PairResult = components['schemas']['PairResult'];
export type CompareBatch = components['schemas']['CompareBatch'];
export type ComparisonRevision = components['schemas']['ComparisonRevision'];
export type NemoGymToolOutput = components['schemas']['NemoGymToolOutput'];
export type NemoGymToolArguments = components['schemas']['NemoGymToolArguments'];
export type NemoGymSeededSession = components['schemas']['NemoGymSeededSession'];
export type NemoGymSeedSession = components['schemas']['NemoGymSeedSession'];
export type NemoGymCloseSession = components['schemas']['NemoGymCloseSession'];
export type NemoGymVerified = components['schemas']['NemoGymVerified'];
export type NemoGymVerify = components['schemas']['NemoGymVerify'];
export type ResponsesItem = components['schemas']['ResponsesItem'];
export type NemoGymCompared = components['schemas']['NemoGymCompared'];
export type NemoGymCompare = components['schemas']['NemoGymCompare'];
export type NemoGymAggregated = components['schemas']['NemoGymAggregated'];
export type NemoGymAggregate = components['schemas']['NemoGymAggregate'];
export type NemoGymResetAnswer = components['schemas']['NemoGymResetAnswer'];
export type NemoGymReset = components['schemas']['NemoGymReset'];
export type NemoGymStepAnswer = components['schemas']['NemoGymStepAnswer'];
export type NemoGymStep = components['schemas']['NemoGymStep'];
export type NemoGymCloseAnswer = components['schemas']['NemoGymCloseAnswer'];
export type NemoGymClose = components['schemas']['NemoGymClose'];
export type NemoGymStatus = components['schemas']['NemoGymStatus'];
export type NemoGymReverifyMode = components['schemas']['NemoGymReverifyMode'];
export type Rewards = components['schemas']['Rewards'];
export type GetReward = components['schemas']['GetReward'];
export type SlimeReward = components['schemas']['SlimeReward'];
export type SlimeScoredReward = components['schemas']['SlimeScoredReward'];
export type SlimeSample = components['schemas']['SlimeSample'];
export type OpenEnvResult = components['schemas']['OpenEnvResult'];
export type OpenEnvReset = components['schemas']['OpenEnvReset'];
export type OpenEnvStep = components['schemas']['OpenEnvStep'];
export type OpenEnvAction = components['schemas']['OpenEnvAction'];
export type OpenEnvSayAction = components['schemas']['OpenEnvSayAction'];
export type OpenEnvCallToolAction = components['schemas']['OpenEnvCallToolAction'];
export type OpenEnvListToolsAction = components['schemas']['OpenEnvListToolsAction'];
export type OpenEnvState = components['schemas']['OpenEnvState'];
export type OpenEnvHealth = components['schemas']['OpenEnvHealth'];
export type OpenEnvSchemas = components['schemas']['OpenEnvSchemas'];
export type OpenEnvMetadata = components['schemas']['OpenEnvMetadata'];
export type JsonRpcAnswer = components['schemas']['JsonRpcAnswer'];
export type JsonRpcRequest = components['schemas']['JsonRpcRequest'];
export type OpenEnvContract = components['schemas']['OpenEnvContract'];
export type RewardModelList = components['schemas']['RewardModelList'];
export type RewardModel = components['schemas']['RewardModel'];
export type SourceHealth = components['schemas']['SourceHealth'];
export type SourceFailure = components['schemas']['SourceFailure'];
export type SourceCalibration = components['schemas']['SourceCalibration'];
export type SourceHoldout = components['schemas']['SourceHoldout'];
export type Monitors = components['schemas']['Monitors'];
export type MonitorAlarm = components['schemas']['MonitorAlarm'];
export type MonitorReading = components['schemas']['MonitorReading'];
export type MonitorMeasures = components['schemas']['MonitorMeasures'];
export type MonitorHour = components['schemas']['MonitorHour'];
export type Session = components['schemas']['Session'];
export type SignIn = components['schemas']['SignIn'];
export type InviteSignIn = components['schemas']['InviteSignIn'];
export type ProlificSignIn = components['schemas']['ProlificSignIn'];
export type MturkSignIn = components['schemas']['MturkSignIn'];
export type ExternalSignIn = components['schemas']['ExternalSignIn'];
export type GuestSignIn = components['schemas']['GuestSignIn'];
export type Invites = components['schemas']['Invites'];
export type InviteAnnotators = components['schemas']['InviteAnnotators'];
export type AnnotatorProgress = components['schemas']['AnnotatorProgress'];
export type LeasedQuestion = components['schemas']['LeasedQuestion'];
export type Question = components['schemas']['Question'];
export type Lease = components['schemas']['Lease'];
export type LeaseQuestion = components['schemas']['LeaseQuestion'];
export type AcknowledgedVote = components['schemas']['AcknowledgedVote'];
export type Vote = components['schemas']['Vote'];
export type ServedQuestion = components['schemas']['ServedQuestion'];
export type CastVote = components['schemas']['CastVote'];
export type RevisedVote = components['schemas']['RevisedVote'];
export type ReviseVote = components['schemas']['ReviseVote'];
export type Released = components['schemas']['Released'];
export type ReleaseLease = components['schemas']['ReleaseLease'];
export type ExtendedLease = components['schemas']['ExtendedLease'];
export type Pool = components['schemas']['Pool'];
export type Health = components['schemas']['Health'];
export type Readiness = components['schemas']['Readiness'];
export type ParameterIdempotencyKey = components['parameters']['IdempotencyKey'];
export type $defs = Record<string, never>;
export interface operations {
    listCollections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The collections. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionList"];
                };
            };
        };
    };
    getCollection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The collection. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CollectionAnswer"];
                };
            };
        };
    };
    listScenarios: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scenarios. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioList"];
                };
            };
        };
    };
    getScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scenario. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioAnswer"];
                };
            };
        };
    };
    createEpisode: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateEpisode"];
            };
        };
        responses: {
            /** @description The episode and the persona's first words. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedEpisode"];
                };
            };
        };
    };
    playTurn: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The episode's id. */
                episode_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlayTurn"];
            };
        };
        responses: {
            /** @description The persona's answer and the reward so far. */
            200: {
                headers: {
                    /** @description `true` where this turn was played before. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TurnAnswer"];
                };
            };
        };
    };
    getEpisode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The episode's id. */
                episode_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The episode as it stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EpisodeAnswer"];
                };
            };
        };
    };
    endEpisode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The episode's id. */
                episode_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The episode as it stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EpisodeAnswer"];
                };
            };
        };
    };
    forkEpisode: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The episode's id. */
                episode_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForkEpisode"];
            };
        };
        responses: {
            /** @description The new episodes. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForkedEpisodes"];
                };
            };
        };
    };
    verifyEpisode: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The episode's id. */
                episode_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the replay found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EpisodeVerification"];
                };
            };
        };
    };
    evaluate: {
        parameters: {
            query?: never;
            header?: {
                /** @description `wait=<seconds>` (RFC 7240) is the latency budget where the body gives none. */
                prefer?: string;
                /** @description A test of the fallback: sources that may not answer, separated by commas, or `*` for all models. Needs the scope `admin`. */
                "x-folkmoot-force-fallback"?: string;
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Evaluate"];
            };
        };
        responses: {
            /** @description The reward, or null with the reason why there is none. */
            200: {
                headers: {
                    /** @description Milliseconds spent: `queue`, `parse`, `score`, `store` and `total`, as far as they apply. */
                    "Server-Timing"?: string;
                    /** @description `wait=<seconds>` where the budget came from the Prefer header. */
                    "Preference-Applied"?: string;
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Evaluation"];
                };
            };
        };
    };
    evaluateBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description `wait=<seconds>` (RFC 7240) is the latency budget where the body gives none. */
                prefer?: string;
                /** @description A test of the fallback: sources that may not answer, separated by commas, or `*` for all models. Needs the scope `admin`. */
                "x-folkmoot-force-fallback"?: string;
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvaluateBatch"];
            };
        };
        responses: {
            /** @description One result per item, in order. */
            200: {
                headers: {
                    /** @description Milliseconds spent: `queue`, `parse`, `score`, `store` and `total`, as far as they apply. */
                    "Server-Timing"?: string;
                    /** @description `wait=<seconds>` where the budget came from the Prefer header. */
                    "Preference-Applied"?: string;
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchEvaluation"];
                    "application/x-ndjson": string;
                };
            };
        };
    };
    compare: {
        parameters: {
            query?: never;
            header?: {
                /** @description `wait=<seconds>` (RFC 7240) is the latency budget where the body gives none. */
                prefer?: string;
                /** @description A test of the fallback: sources that may not answer, separated by commas, or `*` for all models. Needs the scope `admin`. */
                "x-folkmoot-force-fallback"?: string;
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Compare"];
            };
        };
        responses: {
            /** @description The winner, and how sure that is; or null with the reason why there is none. */
            200: {
                headers: {
                    /** @description Milliseconds spent: `queue`, `parse`, `score`, `store` and `total`, as far as they apply. */
                    "Server-Timing"?: string;
                    /** @description `wait=<seconds>` where the budget came from the Prefer header. */
                    "Preference-Applied"?: string;
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comparison"];
                };
            };
        };
    };
    compareBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description `wait=<seconds>` (RFC 7240) is the latency budget where the body gives none. */
                prefer?: string;
                /** @description A test of the fallback: sources that may not answer, separated by commas, or `*` for all models. Needs the scope `admin`. */
                "x-folkmoot-force-fallback"?: string;
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompareBatch"];
            };
        };
        responses: {
            /** @description One result per pair, in order. */
            200: {
                headers: {
                    /** @description Milliseconds spent: `queue`, `parse`, `score`, `store` and `total`, as far as they apply. */
                    "Server-Timing"?: string;
                    /** @description `wait=<seconds>` where the budget came from the Prefer header. */
                    "Preference-Applied"?: string;
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchComparison"];
                    "application/x-ndjson": string;
                };
            };
        };
    };
    getComparison: {
        parameters: {
            query?: {
                /** @description 1 is the answer that the caller was given; the latest where absent. */
                revision?: number;
            };
            header?: never;
            path: {
                /** @description The comparison's id. */
                comparison_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The comparison, and what its first revision said. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparisonRevision"];
                };
            };
        };
    };
    followComparison: {
        parameters: {
            query?: never;
            header?: {
                /** @description The last revision that the client has. */
                "last-event-id"?: string;
            };
            path: {
                /** @description The comparison's id. */
                comparison_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The line. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The client has the final revision already. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    nemoGymCallTool: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description The tool's id. */
                tool_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymToolArguments"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymToolOutput"];
                };
            };
        };
    };
    nemoGymCallToolOfScenario: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
                /** @description The tool's id. */
                tool_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymToolArguments"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymToolOutput"];
                };
            };
        };
    };
    nemoGymCallToolByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description The tool's id. */
                tool_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymToolArguments"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymToolOutput"];
                };
            };
        };
    };
    nemoGymCallToolOfScenarioByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
                /** @description The tool's id. */
                tool_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymToolArguments"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymToolOutput"];
                };
            };
        };
    };
    nemoGymSeedSession: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymSeedSession"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    /** @description Names the session's scenario or episode. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymSeededSession"];
                };
            };
        };
    };
    nemoGymSeedSessionOfScenario: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymSeedSession"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    /** @description Names the session's scenario or episode. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymSeededSession"];
                };
            };
        };
    };
    nemoGymSeedSessionByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymSeedSession"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    /** @description Names the session's scenario or episode. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymSeededSession"];
                };
            };
        };
    };
    nemoGymSeedSessionOfScenarioByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymSeedSession"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    /** @description Names the session's scenario or episode. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymSeededSession"];
                };
            };
        };
    };
    nemoGymCloseSession: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymCloseSession"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymSeededSession"];
                };
            };
        };
    };
    nemoGymCloseSessionOfScenario: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymCloseSession"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymSeededSession"];
                };
            };
        };
    };
    nemoGymCloseSessionByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymCloseSession"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymSeededSession"];
                };
            };
        };
    };
    nemoGymCloseSessionOfScenarioByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymCloseSession"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymSeededSession"];
                };
            };
        };
    };
    nemoGymVerify: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymVerify"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymVerified"];
                };
            };
        };
    };
    nemoGymVerifyOfScenario: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymVerify"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymVerified"];
                };
            };
        };
    };
    nemoGymVerifyByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymVerify"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymVerified"];
                };
            };
        };
    };
    nemoGymVerifyOfScenarioByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymVerify"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymVerified"];
                };
            };
        };
    };
    nemoGymCompare: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymCompare"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymCompared"];
                };
            };
        };
    };
    nemoGymCompareOfScenario: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymCompare"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymCompared"];
                };
            };
        };
    };
    nemoGymCompareByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymCompare"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymCompared"];
                };
            };
        };
    };
    nemoGymCompareOfScenarioByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymCompare"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymCompared"];
                };
            };
        };
    };
    nemoGymAggregateMetrics: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymAggregate"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymAggregated"];
                };
            };
        };
    };
    nemoGymAggregateMetricsOfScenario: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymAggregate"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymAggregated"];
                };
            };
        };
    };
    nemoGymAggregateMetricsByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymAggregate"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymAggregated"];
                };
            };
        };
    };
    nemoGymAggregateMetricsOfScenarioByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymAggregate"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymAggregated"];
                };
            };
        };
    };
    nemoGymReset: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymReset"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    /** @description Names the session's scenario or episode. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymResetAnswer"];
                };
            };
        };
    };
    nemoGymResetOfScenario: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymReset"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    /** @description Names the session's scenario or episode. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymResetAnswer"];
                };
            };
        };
    };
    nemoGymResetByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymReset"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    /** @description Names the session's scenario or episode. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymResetAnswer"];
                };
            };
        };
    };
    nemoGymResetOfScenarioByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymReset"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    /** @description Names the session's scenario or episode. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymResetAnswer"];
                };
            };
        };
    };
    nemoGymStep: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymStep"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymStepAnswer"];
                };
            };
        };
    };
    nemoGymStepOfScenario: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymStep"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymStepAnswer"];
                };
            };
        };
    };
    nemoGymStepByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymStep"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymStepAnswer"];
                };
            };
        };
    };
    nemoGymStepOfScenarioByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymStep"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymStepAnswer"];
                };
            };
        };
    };
    nemoGymClose: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymClose"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymCloseAnswer"];
                };
            };
        };
    };
    nemoGymCloseOfScenario: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymClose"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymCloseAnswer"];
                };
            };
        };
    };
    nemoGymCloseByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymClose"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymCloseAnswer"];
                };
            };
        };
    };
    nemoGymCloseOfScenarioByPathKey: {
        parameters: {
            query?: {
                /** @description `absolute` (the default of `verify`), `delta` (that of `step`), or `terminal`: all of it at the end of an episode. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `mask` NeMo Gym's own mark of a failed judge on `verify` and an error elsewhere, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description Milliseconds within which a reward is needed; at most 55,000. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NemoGymClose"];
            };
        };
        responses: {
            /** @description As NeMo Gym reads it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymCloseAnswer"];
                };
            };
        };
    };
    nemoGymStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymStatus"];
                };
            };
        };
    };
    nemoGymStatusOfScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymStatus"];
                };
            };
        };
    };
    nemoGymStatusByPathKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymStatus"];
                };
            };
        };
    };
    nemoGymStatusOfScenarioByPathKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymStatus"];
                };
            };
        };
    };
    nemoGymReverifyMode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `stateless`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymReverifyMode"];
                };
            };
        };
    };
    nemoGymReverifyModeOfScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `stateless`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymReverifyMode"];
                };
            };
        };
    };
    nemoGymReverifyModeByPathKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `stateless`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymReverifyMode"];
                };
            };
        };
    };
    nemoGymReverifyModeOfScenarioByPathKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `stateless`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NemoGymReverifyMode"];
                };
            };
        };
    };
    getReward: {
        parameters: {
            query?: {
                /** @description `delta`: what the last answer adds to the reward before it. `terminal` is the same as `absolute`, the default. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description Dimensions that every answer holds, separated by `%2C` or `+` (OpenRLHF takes an address apart at its commas); those of the collection where the path names one, which refuses any other. */
                dims?: string;
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `null`, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description How the texts are written; `auto`, the default, goes by their marks. */
                template?: "auto" | "chatml" | "phi4" | "granite" | "llama3" | "llama4" | "gemma" | "mistral" | "deepseek" | "glm" | "harmony" | "plain";
                /** @description Milliseconds within which the answer is needed; never more than fits the trainer's own timeout. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetReward"];
            };
        };
        responses: {
            /** @description One reward a sample, in order. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rewards"];
                };
            };
        };
    };
    openrlhfGetReward: {
        parameters: {
            query?: {
                /** @description `delta`: what the last answer adds to the reward before it. `terminal` is the same as `absolute`, the default. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description Dimensions that every answer holds, separated by `%2C` or `+` (OpenRLHF takes an address apart at its commas); those of the collection where the path names one, which refuses any other. */
                dims?: string;
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `null`, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description How the texts are written; `auto`, the default, goes by their marks. */
                template?: "auto" | "chatml" | "phi4" | "granite" | "llama3" | "llama4" | "gemma" | "mistral" | "deepseek" | "glm" | "harmony" | "plain";
                /** @description Milliseconds within which the answer is needed; never more than fits the trainer's own timeout. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetReward"];
            };
        };
        responses: {
            /** @description One reward a sample, in order. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rewards"];
                };
            };
        };
    };
    openrlhfGetRewardOfScenario: {
        parameters: {
            query?: {
                /** @description `delta`: what the last answer adds to the reward before it. `terminal` is the same as `absolute`, the default. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description Dimensions that every answer holds, separated by `%2C` or `+` (OpenRLHF takes an address apart at its commas); those of the collection where the path names one, which refuses any other. */
                dims?: string;
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `null`, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description How the texts are written; `auto`, the default, goes by their marks. */
                template?: "auto" | "chatml" | "phi4" | "granite" | "llama3" | "llama4" | "gemma" | "mistral" | "deepseek" | "glm" | "harmony" | "plain";
                /** @description Milliseconds within which the answer is needed; never more than fits the trainer's own timeout. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetReward"];
            };
        };
        responses: {
            /** @description One reward a sample, in order. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rewards"];
                };
            };
        };
    };
    openrlhfGetRewardByPathKey: {
        parameters: {
            query?: {
                /** @description `delta`: what the last answer adds to the reward before it. `terminal` is the same as `absolute`, the default. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description Dimensions that every answer holds, separated by `%2C` or `+` (OpenRLHF takes an address apart at its commas); those of the collection where the path names one, which refuses any other. */
                dims?: string;
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `null`, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description How the texts are written; `auto`, the default, goes by their marks. */
                template?: "auto" | "chatml" | "phi4" | "granite" | "llama3" | "llama4" | "gemma" | "mistral" | "deepseek" | "glm" | "harmony" | "plain";
                /** @description Milliseconds within which the answer is needed; never more than fits the trainer's own timeout. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetReward"];
            };
        };
        responses: {
            /** @description One reward a sample, in order. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rewards"];
                };
            };
        };
    };
    openrlhfGetRewardOfScenarioByPathKey: {
        parameters: {
            query?: {
                /** @description `delta`: what the last answer adds to the reward before it. `terminal` is the same as `absolute`, the default. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description Dimensions that every answer holds, separated by `%2C` or `+` (OpenRLHF takes an address apart at its commas); those of the collection where the path names one, which refuses any other. */
                dims?: string;
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `null`, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description How the texts are written; `auto`, the default, goes by their marks. */
                template?: "auto" | "chatml" | "phi4" | "granite" | "llama3" | "llama4" | "gemma" | "mistral" | "deepseek" | "glm" | "harmony" | "plain";
                /** @description Milliseconds within which the answer is needed; never more than fits the trainer's own timeout. */
                latency_budget_ms?: string;
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetReward"];
            };
        };
        responses: {
            /** @description One reward a sample, in order. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rewards"];
                };
            };
        };
    };
    slimeRm: {
        parameters: {
            query?: {
                /** @description `delta`: what the last answer adds to the reward before it. `terminal` is the same as `absolute`, the default. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description Dimensions that every answer holds, separated by `%2C` or `+` (OpenRLHF takes an address apart at its commas); those of the collection where the path names one, which refuses any other. */
                dims?: string;
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `null`, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description How the texts are written; `auto`, the default, goes by their marks. */
                template?: "auto" | "chatml" | "phi4" | "granite" | "llama3" | "llama4" | "gemma" | "mistral" | "deepseek" | "glm" | "harmony" | "plain";
                /** @description Milliseconds within which the answer is needed; never more than fits the trainer's own timeout. */
                latency_budget_ms?: string;
                /** @description `object` for slime's `--reward-key reward`. */
                format?: "number" | "object";
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlimeSample"] | components["schemas"]["SlimeSample"][];
            };
        };
        responses: {
            /** @description One reward a sample, in order. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlimeReward"];
                };
            };
        };
    };
    slimeRmOfScenario: {
        parameters: {
            query?: {
                /** @description `delta`: what the last answer adds to the reward before it. `terminal` is the same as `absolute`, the default. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description Dimensions that every answer holds, separated by `%2C` or `+` (OpenRLHF takes an address apart at its commas); those of the collection where the path names one, which refuses any other. */
                dims?: string;
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `null`, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description How the texts are written; `auto`, the default, goes by their marks. */
                template?: "auto" | "chatml" | "phi4" | "granite" | "llama3" | "llama4" | "gemma" | "mistral" | "deepseek" | "glm" | "harmony" | "plain";
                /** @description Milliseconds within which the answer is needed; never more than fits the trainer's own timeout. */
                latency_budget_ms?: string;
                /** @description `object` for slime's `--reward-key reward`. */
                format?: "number" | "object";
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlimeSample"] | components["schemas"]["SlimeSample"][];
            };
        };
        responses: {
            /** @description One reward a sample, in order. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlimeReward"];
                };
            };
        };
    };
    slimeRmByPathKey: {
        parameters: {
            query?: {
                /** @description `delta`: what the last answer adds to the reward before it. `terminal` is the same as `absolute`, the default. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description Dimensions that every answer holds, separated by `%2C` or `+` (OpenRLHF takes an address apart at its commas); those of the collection where the path names one, which refuses any other. */
                dims?: string;
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `null`, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description How the texts are written; `auto`, the default, goes by their marks. */
                template?: "auto" | "chatml" | "phi4" | "granite" | "llama3" | "llama4" | "gemma" | "mistral" | "deepseek" | "glm" | "harmony" | "plain";
                /** @description Milliseconds within which the answer is needed; never more than fits the trainer's own timeout. */
                latency_budget_ms?: string;
                /** @description `object` for slime's `--reward-key reward`. */
                format?: "number" | "object";
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlimeSample"] | components["schemas"]["SlimeSample"][];
            };
        };
        responses: {
            /** @description One reward a sample, in order. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlimeReward"];
                };
            };
        };
    };
    slimeRmOfScenarioByPathKey: {
        parameters: {
            query?: {
                /** @description `delta`: what the last answer adds to the reward before it. `terminal` is the same as `absolute`, the default. */
                reward_mode?: "absolute" | "terminal" | "delta";
                /** @description Dimensions that every answer holds, separated by `%2C` or `+` (OpenRLHF takes an address apart at its commas); those of the collection where the path names one, which refuses any other. */
                dims?: string;
                /** @description What stands for a reward that could not be produced: `503` (the default) is an error, `null`, or a number. */
                on_error?: string;
                /** @description `true` leaves `<think>…</think>` out of the policy's messages. */
                strip_think?: "true" | "false";
                /** @description How the texts are written; `auto`, the default, goes by their marks. */
                template?: "auto" | "chatml" | "phi4" | "granite" | "llama3" | "llama4" | "gemma" | "mistral" | "deepseek" | "glm" | "harmony" | "plain";
                /** @description Milliseconds within which the answer is needed; never more than fits the trainer's own timeout. */
                latency_budget_ms?: string;
                /** @description `object` for slime's `--reward-key reward`. */
                format?: "number" | "object";
            };
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SlimeSample"] | components["schemas"]["SlimeSample"][];
            };
        };
        responses: {
            /** @description One reward a sample, in order. */
            200: {
                headers: {
                    /** @description Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could. */
                    "X-Reward-Source"?: string;
                    /** @description `true` where a source that goes before one of them had nothing to say; not on streamed lines or replays. */
                    "X-Reward-Degraded"?: string;
                    /** @description `true` where this is the kept answer to the same Idempotency-Key. */
                    "Idempotent-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlimeReward"];
                };
            };
        };
    };
    openenvReset: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenEnvReset"];
            };
        };
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvResult"];
                };
            };
        };
    };
    openenvStep: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenEnvStep"];
            };
        };
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvResult"];
                };
            };
        };
    };
    openenvState: {
        parameters: {
            query?: {
                /** @description The episode's id. */
                episode_id?: string;
            };
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvState"];
                };
            };
        };
    };
    openenvHealth: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvHealth"];
                };
            };
        };
    };
    openenvSchema: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvSchemas"];
                };
            };
        };
    };
    openenvMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvMetadata"];
                };
            };
        };
    };
    openenvMcp: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JsonRpcRequest"];
            };
        };
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonRpcAnswer"];
                };
            };
        };
    };
    openenvOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvContract"];
                };
            };
        };
    };
    openenvResetOfScenario: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenEnvReset"];
            };
        };
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvResult"];
                };
            };
        };
    };
    openenvStepOfScenario: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenEnvStep"];
            };
        };
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvResult"];
                };
            };
        };
    };
    openenvStateOfScenario: {
        parameters: {
            query?: {
                /** @description The episode's id. */
                episode_id?: string;
            };
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvState"];
                };
            };
        };
    };
    openenvHealthOfScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvHealth"];
                };
            };
        };
    };
    openenvSchemaOfScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvSchemas"];
                };
            };
        };
    };
    openenvMetadataOfScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvMetadata"];
                };
            };
        };
    };
    openenvMcpOfScenario: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JsonRpcRequest"];
            };
        };
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonRpcAnswer"];
                };
            };
        };
    };
    openenvOpenapiJsonOfScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvContract"];
                };
            };
        };
    };
    openenvResetByPathKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenEnvReset"];
            };
        };
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvResult"];
                };
            };
        };
    };
    openenvStepByPathKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenEnvStep"];
            };
        };
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvResult"];
                };
            };
        };
    };
    openenvStateByPathKey: {
        parameters: {
            query?: {
                /** @description The episode's id. */
                episode_id?: string;
            };
            header?: never;
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvState"];
                };
            };
        };
    };
    openenvHealthByPathKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvHealth"];
                };
            };
        };
    };
    openenvSchemaByPathKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvSchemas"];
                };
            };
        };
    };
    openenvMetadataByPathKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvMetadata"];
                };
            };
        };
    };
    openenvMcpByPathKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JsonRpcRequest"];
            };
        };
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonRpcAnswer"];
                };
            };
        };
    };
    openenvOpenapiJsonByPathKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvContract"];
                };
            };
        };
    };
    openenvResetOfScenarioByPathKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenEnvReset"];
            };
        };
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvResult"];
                };
            };
        };
    };
    openenvStepOfScenarioByPathKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenEnvStep"];
            };
        };
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvResult"];
                };
            };
        };
    };
    openenvStateOfScenarioByPathKey: {
        parameters: {
            query?: {
                /** @description The episode's id. */
                episode_id?: string;
            };
            header?: never;
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvState"];
                };
            };
        };
    };
    openenvHealthOfScenarioByPathKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvHealth"];
                };
            };
        };
    };
    openenvSchemaOfScenarioByPathKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvSchemas"];
                };
            };
        };
    };
    openenvMetadataOfScenarioByPathKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvMetadata"];
                };
            };
        };
    };
    openenvMcpOfScenarioByPathKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JsonRpcRequest"];
            };
        };
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonRpcAnswer"];
                };
            };
        };
    };
    openenvOpenapiJsonOfScenarioByPathKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An API key, for trainers that send no header. */
                key: string;
                /** @description Name of the collection. */
                collection_slug: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As OpenEnv's clients read it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenEnvContract"];
                };
            };
        };
    };
    listRewardModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sources. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardModelList"];
                };
            };
        };
    };
    getMonitors: {
        parameters: {
            query?: {
                /** @description Name of the collection. */
                collection_slug?: string;
                /** @description Name of the scenario within its collection. */
                scenario_slug?: string;
                /** @description Id of the source. */
                source?: string;
                /** @description So many of the newest hours, the one that goes on among them. */
                hours?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was seen; empty where nothing was. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Monitors"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description The session. The token is told this once. */
            201: {
                headers: {
                    /** @description The token, for browsers. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    inviteAnnotators: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request happen once: the same key and request again gets the same answer, another request under it is 422. Draw one, such as a UUID, for every request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteAnnotators"];
            };
        };
        responses: {
            /** @description The invites. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invites"];
                };
            };
        };
    };
    getAnnotator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The annotator. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnotatorProgress"];
                };
            };
        };
    };
    followAnnotator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The line. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    leaseQuestion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaseQuestion"];
            };
        };
        responses: {
            /** @description A question, or none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeasedQuestion"];
                };
            };
        };
    };
    castVote: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CastVote"];
            };
        };
        responses: {
            /** @description The vote as it is kept, and the next question. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcknowledgedVote"];
                };
            };
        };
    };
    reviseVote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The vote's id, made by the client. */
                vote_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviseVote"];
            };
        };
        responses: {
            /** @description The vote as it is kept now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisedVote"];
                };
            };
        };
    };
    releaseLease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The lease's id. */
                lease_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseLease"];
            };
        };
        responses: {
            /** @description It is handed back. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Released"];
                };
            };
        };
    };
    extendLease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The lease's id. */
                lease_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lease. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExtendedLease"];
                };
            };
        };
    };
    getPool: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pool. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pool"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It should. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus text format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    getProblemPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    getOpenApiDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The OpenAPI document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    getDocs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A web page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    getDocsAsset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getVotePage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A web page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    getVotePageAsset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
