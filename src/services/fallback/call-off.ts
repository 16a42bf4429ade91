/** Why a call is called off. `late`: those who waited for it had no more time. `unneeded`: they have another answer. */
export type CallOff = "late" | "unneeded";
