import type { Message } from "../api/offer.ts";
import { MessageContent } from "./message-content.tsx";

const ROLES: Readonly<Record<string, string>> = { user: "Person", assistant: "Assistant", system: "Setting", tool: "Tool" };

interface MessageListProps {
  readonly messages: readonly Message[];
  /** What they are together, for those who hear the page: "answer A". */
  readonly name: string;
  readonly mediaOrigins: readonly string[];
  /** True names who speaks even where there is a single message. */
  readonly namesRoles: boolean;
}

const EMPTY_ANSWER = "(empty answer)";

/** Messages of a conversation, one below the other. */
export function MessageList({ messages, name, mediaOrigins, namesRoles }: MessageListProps) {
  if (messages.length === 0) {
    return <p className="quiet">{EMPTY_ANSWER}</p>;
  }
  return (
    <ol className="messages">
      {messages.map((message, index) => (
        // Messages of a question never move: their place is their name.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index} className={`said said-${message.role}`}>
          {namesRoles || messages.length > 1 ? <p className="role">{ROLES[message.role] ?? message.role}</p> : null}
          {message.content.trim() === "" ? (
            <p className="quiet">{namesRoles ? "(empty message)" : EMPTY_ANSWER}</p>
          ) : (
            <MessageContent
              markdown={message.content}
              name={messages.length > 1 ? `${name}, message ${index + 1}` : name}
              mediaOrigins={mediaOrigins}
            />
          )}
        </li>
      ))}
    </ol>
  );
}
