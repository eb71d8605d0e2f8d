"""A cohort file about nobody: every name, e-mail address and free text replaced, all structure kept.

`fields.TABLE` says what becomes of every field, `labels.Labels` what every name is called, `data` goes over
the values and `text` puts them into the old lines; `whole.anonymised` does all of it.
"""

from pairmatch.cohort.anonymise.fields import Kind
from pairmatch.cohort.anonymise.labels import Labels, Renamed
from pairmatch.cohort.anonymise.whole import FILE, Anonymised, Beside, anonymised, as_cohort

__all__ = ["FILE", "Anonymised", "Beside", "Kind", "Labels", "Renamed", "anonymised", "as_cohort"]
