/** What a typed form comes to: the body of a version, or what is wrong with which field. */
import type { Faults } from '../../components/schema-words.ts';

export type ReadText<Body> =
  { readonly kind: 'body'; readonly body: Body } | { readonly kind: 'faults'; readonly faults: Faults };
