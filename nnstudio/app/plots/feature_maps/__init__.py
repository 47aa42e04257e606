"""The view of feature maps: what each convolution and pooling layer makes of one sample, and how.

`FeatureMaps` puts it together: which sample, the maps and filters of each layer, the working of
one number, what the picture is coloured with, and the samples that wake a map most.
"""

from nnstudio.app.plots.feature_maps.feature_maps import FeatureMaps

__all__ = ["FeatureMaps"]
