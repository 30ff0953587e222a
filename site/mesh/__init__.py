"""The Django project MESH: settings, URLs and the shared kernel `mesh.core`."""
