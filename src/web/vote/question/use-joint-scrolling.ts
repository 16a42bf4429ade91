import { type RefObject, useEffect, useRef } from "react";

interface JointScrolling {
  readonly left: RefObject<HTMLElement | null>;
  readonly right: RefObject<HTMLElement | null>;
}

/** Two places that scroll together, each by its own share of its height, while that is switched on. */
export function useJointScrolling(isOn: boolean): JointScrolling {
  const left = useRef<HTMLElement | null>(null);
  const right = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const [first, second] = [left.current, right.current];
    if (!isOn || first === null || second === null) {
      return;
    }
    const ends = [follow(first, second), follow(second, first)];
    return () => {
      for (const end of ends) {
        end();
      }
    };
  }, [isOn]);
  return { left, right };
}

/** Lets `follower` scroll as `leader` does; only where the visitor moves the leader, so that neither answers the other's answer. */
function follow(leader: HTMLElement, follower: HTMLElement): () => void {
  const move = () => {
    if (!leader.matches(":hover, :focus-within")) {
      return;
    }
    const share = leader.scrollTop / Math.max(1, leader.scrollHeight - leader.clientHeight);
    follower.scrollTop = share * (follower.scrollHeight - follower.clientHeight);
  };
  leader.addEventListener("scroll", move, { passive: true });
  return () => leader.removeEventListener("scroll", move);
}
