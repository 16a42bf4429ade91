"""Plays a whole episode with a scripted policy and prints what was said, the rewards and the scores.

python rollout.py        (FOLKMOOT_URL says where the server is)
"""

from __future__ import annotations

from typing import Any

from folkmoot import Client

QUESTIONS = [
    "I'm sorry, that sounds painful. Where exactly does it hurt, and when did it start?",
    "Do you have any pain, weakness or numbness in your legs?",
    "Any change in passing urine or in your bowels? I ask everybody with back pain.",
    "Which medicines are you taking, and have you had a fever?",
    "What worries you most about it?",
]


def policy(messages: list[dict[str, Any]]) -> dict[str, Any]:
    """Where a language model would be asked: `messages` begins with the brief and is in its own roles."""
    turn = (len(messages) - 2) // 2
    if turn < len(QUESTIONS):
        return {"role": "assistant", "content": QUESTIONS[turn]}
    note = {
        "summary": "Low back pain with pain in both legs and trouble passing urine.",
        "plan": "Emergency department today.",
    }
    return {
        "role": "assistant",
        "content": "Thank you for telling me. This should be looked at in hospital today. I am sending you there.",
        "tool_calls": [
            {"name": "note", "input": note},
            {"name": "disposition", "input": {"value": "emergency"}},
        ],
    }


def show(reward: float | None) -> str:
    return "unscored" if reward is None else f"{reward:.3f}"


def main() -> None:
    with Client() as client:
        episode = client.create_episode("medical-intake", "lower-back-pain", seed=7, observation_role="user")
        opening = {"role": "user", "content": episode.observation.content}
        messages: list[dict[str, Any]] = [{"role": "system", "content": episode.policy_brief}, opening]
        print("persona ", episode.observation.content)
        turn = 0
        complete = False
        while not complete:
            turn += 1
            move = policy(messages)
            # The turn's number makes a repeated move safe.
            answer = client.play_turn(episode.episode_id, [move], turn=turn)
            messages += [move, {"role": "user", "content": answer.observation.content}]
            print("policy  ", move["content"])
            print("persona ", answer.observation.content)
            print(f"         reward {show(answer.reward)}, by this turn {show(answer.reward_delta)}")
            complete = answer.episode_complete
        reward = show(answer.cumulative_reward)
        print(f"{answer.terminal_reason} ({answer.outcome}) after {turn} turns: reward {reward}")
        for dimension, score in answer.scores.items():
            print(f"{dimension:24} {show(score)}")


if __name__ == "__main__":
    main()
