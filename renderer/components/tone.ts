/** The meanings a shape and a colour may carry together (four of them, the accent for "yours to decide", and none). */
export type Tone = 'neutral' | 'accent' | 'supported' | 'attention' | 'refused' | 'stale';
