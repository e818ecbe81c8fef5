/** The form to practise with: the same form, once the ways of a real one are taken out of it. */

import "./practice/practice.ts";
import "./form.ts";
